"""Parts of Keteguhan."""
