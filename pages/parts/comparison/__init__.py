"""Parts of Bandingkan."""
