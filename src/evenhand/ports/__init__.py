"""What the product needs from outside, as protocols with real implementations; `config` wires them."""
