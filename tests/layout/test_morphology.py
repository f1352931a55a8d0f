"""Components, and openings by a disc: the same as OpenCV's, which take longer."""

import cv2
import numpy as np
import pytest

from hwalja.layout.morphology import closed, components, opened_by_disc, painted


@pytest.mark.parametrize("shape", [(1, 1), (1, 40), (40, 1), (64, 90)])
@pytest.mark.parametrize("share", [0.0, 0.1, 0.4, 0.7, 1.0])
def test_components_are_those_of_opencv(shape: tuple[int, int], share: float) -> None:
    mask = (np.random.default_rng(7).random(shape) < share).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    found, extents = components(mask)
    assert (found == labels).all()
    assert (extents[1:] == stats[1:]).all()
    assert not extents[0].any()


def test_a_part_of_a_mask_has_components_too() -> None:
    mask = np.zeros((20, 30), np.uint8)
    mask[5:8, 10:25] = 1
    _, stats = components(mask[4:, 8:20])
    assert stats[1:].tolist() == [[2, 1, 10, 3, 30]]


def test_painted_components_keep_out_of_others_within_their_boxes() -> None:
    mask = np.zeros((9, 9), np.uint8)
    mask[0, :], mask[:, 0], mask[4, 4] = 1, 1, 1
    labels, stats = components(mask)
    hook = painted(labels, stats, stats[:, cv2.CC_STAT_AREA] == 17)
    assert hook.sum() == 17
    assert not hook[4, 4]
    assert not painted(labels, stats, np.zeros(len(stats), np.bool_)).any()


@pytest.mark.parametrize("radius", [2.0, 5.5, 8.0])
def test_opening_by_a_disc_is_what_distances_over_the_whole_mask_say(radius: float) -> None:
    mask = closed((np.random.default_rng(7).random((120, 160)) < 0.35).astype(np.uint8), 3, 3)
    cv2.circle(mask, (70, 60), 14, 1, -1)
    cv2.circle(mask, (150, 8), 11, 1, -1)
    far = cv2.distanceTransform(mask, cv2.DIST_L2, cv2.DIST_MASK_5) >= radius
    whole = cv2.distanceTransform((~far).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_5) < radius
    assert np.array_equal(opened_by_disc(mask, radius), whole)
    assert whole.any()
