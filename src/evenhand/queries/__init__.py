"""The read side: frozen values out. Every query takes the actor and goes through the one ``visible_to``."""
