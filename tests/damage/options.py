"""The command line that the scripts of this folder share."""
import argparse
import os


def create_parser(doc):
    """`doc` is the documentation of the script. Its third line is the usage."""
    parser = argparse.ArgumentParser(usage=doc.split("\n")[2][7:])
    parser.add_argument("program")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--part", default="0/1", help="K/N: every Nth, from the Kth")
    parser.add_argument("--minutes", type=float, default=58)
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--folder")
    return parser


def parse(parser):
    options = parser.parse_args()
    options.program = os.path.abspath(options.program)
    if options.folder:
        os.makedirs(options.folder, exist_ok=True)
    return options
