"""Measures of the graphs on standard input by networkx and igraph, as JSON: what tests/analysis/crosscheck.test.ts compares with."""

import json
import math
import sys

import igraph
import networkx as nx


def spread(values):
    return sum(max(values) - value for value in values)


def contact(n, edges):
    graph = nx.Graph()
    graph.add_nodes_from(range(n))
    graph.add_edges_from((a, b) for a, b in edges if a != b)
    m = graph.number_of_edges()
    parts = [sorted(part) for part in nx.connected_components(graph)]
    largest = graph.subgraph(max(parts, key=len)) if parts else graph
    k = largest.number_of_nodes()
    degrees = [degree for _, degree in graph.degree()]
    paths = sum(degree * (degree - 1) for degree in degrees)
    same = len({degree for degree in degrees if degree > 0}) < 2
    between = nx.betweenness_centrality(graph, normalized=False)
    other = igraph.Graph(n=n, edges=[list(edge) for edge in graph.edges()])
    louvain = other.modularity(other.community_multilevel()) if m else None
    return {
        "density": None if n < 2 else nx.density(graph),
        "meanDegree": None if n == 0 else 2 * m / n,
        "transitivity": None if paths == 0 else nx.transitivity(graph),
        "assortativity": None if same else nx.degree_assortativity_coefficient(graph),
        "treeness": None if m == 0 else (n - len(parts)) / m,
        "articulationShare": None if n == 0 else len(list(nx.articulation_points(graph))) / n,
        "bridgeShare": None if m == 0 else len(list(nx.bridges(graph))) / m,
        "largestCore": None if n == 0 else max(nx.core_number(graph).values()),
        "relativeDistance": None if k < 2 else nx.average_shortest_path_length(largest) / math.log(k),
        "degreeCentralisation": None if n < 3 else spread(degrees) / ((n - 1) * (n - 2)),
        "betweennessCentralisation": None if n < 3 else spread(between.values()) / ((n - 1) ** 2 * (n - 2) / 2),
        "closenessCentralisation": None
        if k < 3
        else spread(nx.closeness_centrality(largest).values()) / ((k - 1) * (k - 2) / (2 * k - 3)),
        "betweenness": [between[v] for v in range(n)],
        "betweennessOfIgraph": other.betweenness(),
        "louvainOfIgraph": louvain,
    }


def command(n, edges):
    graph = nx.DiGraph()
    graph.add_nodes_from(range(n))
    graph.add_edges_from((a, b) for a, b in edges if a != b)
    m = graph.number_of_edges()
    below = [nx.descendants(graph, v) for v in range(n)]
    either = [(a, b) for a in range(n) for b in range(a) if a in below[b] or b in below[a]]
    mutual = [(a, b) for a, b in either if a in below[b] and b in below[a]]
    tied = sum(len(part) * (len(part) - 1) for part in nx.weakly_connected_components(graph))
    most = max(map(len, below), default=0)
    return {
        "connectedness": None if n < 2 else tied / (n * (n - 1)),
        "hierarchy": None if not either else 1 - len(mutual) / len(either),
        "flowHierarchy": None if m == 0 else nx.flow_hierarchy(graph),
        "globalReachingCentrality": None if n < 2 or m == 0 else sum(most - len(b) for b in below) / (n - 1) ** 2,
        "rootShare": None if n < 2 or m == 0 else most / (n - 1),
        "betweenness": list(nx.betweenness_centrality(graph, normalized=False).values()),
    }


json.dump(
    [{"contact": contact(g["n"], g["edges"]), "command": command(g["n"], g["edges"])} for g in json.load(sys.stdin)],
    sys.stdout,
)
