"""The pages: GOV.UK Design System in the council's own name and colours, working without JavaScript."""
