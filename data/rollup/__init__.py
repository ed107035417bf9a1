"""Records of participants in, an edition's observations at village, regency and province level out.

One definition in Ibis expressions (`counts`), run by DuckDB on one machine or by Apache Spark on many; small cells are
withheld (`withheld`) before anything is written, and no identifier of a person is.
"""
