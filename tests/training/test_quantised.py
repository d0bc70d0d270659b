"""Rounding as the export rounds; needs torch, which training alone installs."""

import pytest

torch = pytest.importorskip("torch")

from training.quantised import rounded_input, rounded_weight, rounding  # noqa: E402


def test_each_row_of_a_weight_has_its_own_steps() -> None:
    weight = torch.tensor([[63.0, 0.4, -7.6], [0.63, 0.004, -0.076]])
    assert torch.allclose(rounded_weight(weight), torch.tensor([[63.0, 0.0, -8.0], [0.63, 0.0, -0.08]]))


def test_each_window_is_rounded_over_its_own_range() -> None:
    alone = torch.tensor([[[0.0, 1.0, 2.55]]])
    beside = torch.cat([alone, 100 * alone])
    assert torch.equal(rounded_input(beside)[:1], rounded_input(alone))
    assert torch.allclose(rounded_input(torch.tensor([[[0.0, 0.014, 2.55]]])), torch.tensor([[[0.0, 0.01, 2.55]]]))


def test_gradients_pass_and_the_error_stays_small() -> None:
    torch.manual_seed(3)
    net = torch.nn.Sequential(torch.nn.Linear(16, 16))
    x = torch.randn(2, 5, 16)
    exact = net(x)
    rounding(net)
    near = net(x)
    near.sum().backward()
    assert 0 < float((near - exact).abs().max()) < 0.1
    assert net[0].weight.grad is not None
