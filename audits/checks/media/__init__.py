"""Audio and video: captions, descriptions, text alternatives, sound that starts by itself."""
