"""Parts of Peringkat and Profil daerah for villages."""
