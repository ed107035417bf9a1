"""Parts of Daerah saya."""
