"""One kind of figure a file: a table in, a Plotly figure and its text alternative out."""
