"""Parts of Ringkasan."""
