"""The peer of BoltConnection: the same queries by the official driver with its Rust codec.

Listens on the unix socket SOCKET, takes one connection and answers each line `KIND COUNT QUERY` with one line of numbers:
`latency` with the nanoseconds of each of COUNT runs, `rows` with the nanoseconds of each of COUNT whole results.
NEO4J_URI, NEO4J_USERNAME and NEO4J_PASSWORD say where the server is.
"""
import os
import socket
import sys
from time import perf_counter_ns

import neo4j
from neo4j._rust.codec.packstream import v1 as _  # Without it the peer would be slower than it can be.


def latency(session, query):
    start = perf_counter_ns()
    session.run(query).consume()
    return perf_counter_ns() - start


def rows(session, query):
    start = perf_counter_ns()
    for record in session.run(query):
        record[0]
    return perf_counter_ns() - start


def main():
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(sys.argv[1])
    listener.listen(1)
    connection, _ = listener.accept()
    auth = (os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"])
    with neo4j.GraphDatabase.driver(os.environ["NEO4J_URI"], auth=auth) as driver:
        # One session, whose results come in one batch: no round trip that ours does without.
        with driver.session(fetch_size=-1) as session, connection.makefile("r") as lines:
            for line in lines:
                kind, count, query = line.rstrip("\n").split(" ", 2)
                measure = {"latency": latency, "rows": rows}[kind]
                samples = [measure(session, query) for _ in range(int(count))]
                connection.sendall((" ".join(map(str, samples)) + "\n").encode())


main()
