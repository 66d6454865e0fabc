"""Is this Vietnamese? Letters put in order, and syllables told from noise by their parts."""

import re
import unicodedata
from functools import lru_cache

TONES = "\u0300\u0301\u0303\u0309\u0323"
STOP_TONES = {"", "\u0301", "\u0323"}
"""Syllables that end in c, ch, p or t carry only these; no mark at all is how capital headings lose theirs."""

_ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_RIMES = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
    i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong
    ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ uôc uôi uôm uôn uông uôt up ut
    uy uya uych uyên uyêt uyn uynh uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
    y ych yêm yên yêng yêt yêu yn ynh yt
"""
ONSETS = frozenset(_ONSETS.split()) | {""}
RIMES = frozenset(_RIMES.split())

_MISPLACED_TONE = re.compile("([aeoAEO])([\u0300\u0301\u0303\u0309])([\u0302\u0306])")
_INVISIBLE = {
    **dict.fromkeys(map(ord, "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u202f\u3000"), " "),
    **dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"), None),
    # Eth in place of the letter đ: the old keyboards' mistake; Vietnamese has no eth.
    ord("Ð"): "Đ",
    ord("ð"): "đ",
    ord("\u2011"): "-",
}
_INVISIBLE.update(dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127), None))


def tidy(text: str) -> str:
    """Return the text with composed letters (NFC), plain spaces and nothing invisible; tabs and line ends stay."""
    if text.isascii() and text.isprintable():
        return text
    text = text.translate(_INVISIBLE)
    if not unicodedata.is_normalized("NFC", text) or _MISPLACED_TONE.search(unicodedata.normalize("NFD", text)):
        text = _MISPLACED_TONE.sub(r"\1\3\2", unicodedata.normalize("NFD", text))
        text = unicodedata.normalize("NFC", text)
    return text


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Tell whether a word is built as a Vietnamese syllable: onset, rime and a tone that the rime can carry."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    tones = [mark for mark in decomposed if mark in TONES]
    if len(tones) > 1:
        return False
    bare = unicodedata.normalize("NFC", "".join(mark for mark in decomposed if mark not in TONES))
    if bare.endswith(("c", "ch", "p", "t")) and "".join(tones) not in STOP_TONES:
        return False
    return any(bare[:cut] in ONSETS and bare[cut:] in RIMES for cut in range(min(4, len(bare))))
