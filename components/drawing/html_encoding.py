"""Text on its way into HTML or into the scripts that folium writes."""

# Besides what HTML treats as markup: folium puts text into JavaScript template literals, where a backtick
# ends the text, ``${`` runs it and a backslash changes what follows; as numbers all of them are letters.
_NUMBERED = {ord(letter): f"&#{ord(letter)};" for letter in "&<>\"'`${}\\"}


def encode_for_markup(text: str) -> str:
    """The same text for a reader, and nothing but text for a browser.

    Arguments:
        text: anything; it may come from a stranger.

    Returns:
        The text with every letter that HTML or JavaScript could act on written as a numeric entity.
    """
    return text.translate(_NUMBERED)
