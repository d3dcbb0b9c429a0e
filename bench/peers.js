// Lays graphs out with elkjs or dagre, for bench/peers.py.
//
// Reads {engine, graphs: [{nodes: [[id, width, height]], edges: [[source, target]]}], gaps}
// from stdin; prints [{seconds, boxes: [[left, top]], lines: [[[x, y], ...]], size}] for each graph.
// Start-up and reading do not count.
"use strict";

const { performance } = require("node:perf_hooks");

async function withElk(graph, gaps) {
  const ELK = require("elkjs");
  const elk = new ELK();
  const root = {
    id: "root",
    layoutOptions: {
      "elk.algorithm": "layered",
      "elk.direction": "DOWN",
      "elk.spacing.nodeNode": String(gaps[0]),
      "elk.layered.spacing.nodeNodeBetweenLayers": String(gaps[1]),
    },
    children: graph.nodes.map(([id, width, height]) => ({ id, width, height })),
    edges: graph.edges.map(([a, b], k) => ({ id: `e${k}`, sources: [a], targets: [b] })),
  };
  const started = performance.now();
  const placed = await elk.layout(root);
  const seconds = (performance.now() - started) / 1000;
  const lines = placed.edges.map((edge) =>
    edge.sections.flatMap((s) => [s.startPoint, ...(s.bendPoints || []), s.endPoint])
      .map((point) => [point.x, point.y]));
  const boxes = placed.children.map((box) => [box.x, box.y]);
  return { seconds, boxes, lines, size: [placed.width, placed.height] };
}

async function withDagre(graph, gaps) {
  const dagre = require("@dagrejs/dagre");
  const drawn = new dagre.graphlib.Graph({ multigraph: true });
  drawn.setGraph({ rankdir: "TB", nodesep: gaps[0], ranksep: gaps[1] });
  drawn.setDefaultEdgeLabel(() => ({}));
  for (const [id, width, height] of graph.nodes) drawn.setNode(id, { width, height });
  graph.edges.forEach(([a, b], k) => drawn.setEdge(a, b, {}, `e${k}`));
  const started = performance.now();
  dagre.layout(drawn);
  const seconds = (performance.now() - started) / 1000;
  const lines = graph.edges.map(([a, b], k) =>
    drawn.edge(a, b, `e${k}`).points.map((point) => [point.x, point.y]));
  const boxes = graph.nodes.map(([id, width, height]) => {
    const { x, y } = drawn.node(id);
    return [x - width / 2, y - height / 2];
  });
  return { seconds, boxes, lines, size: [drawn.graph().width, drawn.graph().height] };
}

async function main() {
  let text = "";
  for await (const chunk of process.stdin) text += chunk;
  const { engine, graphs, gaps } = JSON.parse(text);
  const lay = { elkjs: withElk, dagre: withDagre }[engine];
  const found = [];
  for (const graph of graphs) found.push(await lay(graph, gaps));
  process.stdout.write(JSON.stringify(found));
}

main();
