"""Parts of Simulasi."""
