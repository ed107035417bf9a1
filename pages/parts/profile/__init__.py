"""Parts of Profil daerah."""
