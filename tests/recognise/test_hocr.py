from __future__ import annotations

from hwalja.geometry import Box
from hwalja.recognise.hocr import characters

HOCR = """\
 <body>
  <div class='ocr_page' id='page_1' title='image "/tmp/a.pgm"; bbox 0 0 99 40; ppageno 0; scan_res 300 300'>
   <span class='ocr_line' id='line_1_1' title="bbox 3 4 95 38; baseline 0 -5; x_size 30">
    <span class='ocrx_word' id='word_1_1' title='bbox 3 4 40 38; x_wconf 91'><span class='ocrx_cinfo' \
title='x_bboxes 3 4 20 38; x_conf 99.125'>\N{HANGUL CHOSEONG KIYEOK}\N{HANGUL JUNGSEONG A}</span><span \
class='ocrx_cinfo' title='x_bboxes 22 5 40 38; x_conf 42'>&lt;</span></span>
   </span>
  </div>
  <div class='ocr_page' id='page_2' title='image "/tmp/b.pgm"; bbox 0 0 99 40; ppageno 1; scan_res 300 300'>
  </div>
  <div class='ocr_page' id='page_3' title='image "/tmp/c.pgm"; bbox 0 0 99 40; ppageno 2; scan_res 300 300'>
   <span class='ocrx_cinfo' title='x_bboxes 7 9 7 9; x_conf -1'>&#39;</span>
  </div>
 </body>
"""


def test_every_page_has_its_characters() -> None:
    first, second, third = characters(HOCR)
    assert [(g.text, g.box) for g in first] == [("가", Box(3, 4, 17, 34)), ("<", Box(22, 5, 18, 33))]
    assert second == []
    assert [(g.text, g.box) for g in third] == [("'", Box(7, 9, 1, 1))]


def test_confidences_are_probabilities() -> None:
    ((sure, unsure), _, (none,)) = characters(HOCR)
    assert 0.0 <= none.confidence < unsure.confidence < sure.confidence <= 1.0


def test_nothing_of_nothing() -> None:
    assert characters("") == []
