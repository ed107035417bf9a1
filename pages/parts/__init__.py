"""Parts of single screens, a folder each; what several screens share lies in pages/common."""
