// Functions on matrices and boards, given as lists of rows.
import { type Template, template } from './template.js';

type Grid = number[][];

/** "1 2, 3 4" is [[1, 2], [3, 4]]. */
const grid = (text: string): Grid => text.split(', ').map((row) => row.split(' ').map(Number));

const total = (items: number[]) => items.reduce((a, b) => a + b, 0);
const column = (rows: Grid, j: number) => rows.map((row) => row[j] as number);
const diagonal = (rows: Grid) => rows.map((row, i) => row[i] as number);
const mirrored = (rows: Grid) => rows.map((row) => [...row].reverse());

const clockwise = (rows: Grid): Grid => (rows[0] ?? []).map((_, j) => column(rows, j).reverse());

const magic = (rows: Grid) =>
  new Set([...rows, ...rows.map((_, j) => column(rows, j)), diagonal(rows), diagonal(mirrored(rows))].map(total)).size === 1;

const around = (rows: Grid, row: number, col: number) =>
  rows.flatMap((cells, i) => cells.filter((cell, j) => cell === 1 && Math.max(Math.abs(i - row), Math.abs(j - col)) === 1))
    .length;

const lines = ['012', '345', '678', '036', '147', '258', '048', '246'];

const winner = (board: string[]) =>
  ['X', 'O'].find((player) => lines.some((line) => [...line].every((place) => board.join('')[Number(place)] === player))) ?? null;

const spiral = (rows: Grid): number[] => {
  const [top, ...rest] = rows;
  return top ? [...top, ...spiral(clockwise(clockwise(clockwise(rest))))] : [];
};

const islands = (rows: Grid) => {
  const land = new Set(rows.flatMap((row, i) => row.flatMap((cell, j) => (cell === 1 ? [`${i} ${j}`] : []))));
  const sink = (i: number, j: number) => {
    if (!land.delete(`${i} ${j}`)) return;
    for (const [down, right] of [
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ] as const)
      sink(i + down, j + right);
  };
  let count = 0;
  for (; land.size > 0; count++) {
    const [i, j] = ([...land][0] as string).split(' ').map(Number);
    sink(i as number, j as number);
  }
  return count;
};

export const grids: Template[] = [
  template(
    1,
    'diagonal_sum(matrix)',
    '返回方阵（由各行组成的列表）主对角线（从左上到右下）上各数之和；空矩阵 [] 返回 0',
    'returns the sum of the numbers on the main diagonal, from top left to bottom right, of a square matrix given as a list of rows, and 0 for the empty matrix []',
    (matrix: Grid) => total(diagonal(matrix)),
    [[grid('1 2, 3 4')], [[]], [[[7]]], [grid('1 2 3, 4 5 6, 7 8 9')], [grid('-1 5, 5 1')], [grid('0 9 9, 9 -2 9, 9 9 -3')]],
  ),
  template(
    1,
    'identity_matrix(n)',
    '返回 n 行 n 列的单位矩阵（由各行组成的列表）：主对角线上是整数 1，其余是整数 0；n 为 0 时返回 []',
    'returns the identity matrix of n rows and n columns as a list of rows, with the whole number 1 on the main diagonal and the whole number 0 elsewhere, and [] if n is 0',
    (n: number) => Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? 1 : 0))),
    [[2], [0], [1], [3], [5]],
  ),
  template(
    2,
    'rotate_clockwise(matrix)',
    '把矩阵（由各行组成的列表）顺时针旋转 90 度，返回新矩阵（列表的列表）；矩阵不一定是方阵，空矩阵 [] 返回 []',
    'turns a matrix, given as a list of rows, clockwise by 90 degrees and returns the new matrix as a list of lists; the matrix need not be square, and the empty matrix [] gives []',
    clockwise,
    [[grid('1 2, 3 4')], [[]], [[[1, 2, 3]]], [grid('1, 2')], [grid('1 2 3, 4 5 6')], [grid('1 2 3, 4 5 6, 7 8 9')]],
    { forbid: ['zip'] },
  ),
  template(
    2,
    'is_magic(square)',
    '判断方阵（由各行组成的列表，至少一行）是不是幻方：每行、每列和两条对角线上的各数之和全都相等，数可以重复；返回 True 或 False',
    'tells whether a square of at least one row, given as a list of rows, is magic, that is, whether every row, every column and both diagonals have the same sum, where numbers may repeat, and returns True or False',
    magic,
    [
      [grid('2 7 6, 9 5 1, 4 3 8')],
      [[[5]]],
      [grid('1 2, 3 4')],
      [grid('3 3, 3 3')],
      [grid('1 2 3, 2 3 1, 3 1 2')],
      [grid('1 2 3, 3 2 1, 2 2 2')],
      [grid('-3 2 1, 4 0 -4, -1 -2 3')],
      [grid('16 3 2 13, 5 10 11 8, 9 6 7 12, 4 15 14 1')],
    ],
  ),
  template(
    2,
    'count_neighbours(board, row, col)',
    '返回棋盘 board（由各行组成的列表，每格是 0 或 1）上格子 (row, col) 周围最多八个相邻格（上下、左右和斜向）中 1 的个数；行和列都从 0 数起，格子本身不算，棋盘边缘之外没有格子',
    'counts the ones in the up to eight cells that touch the cell (row, col) of a board, across, down or diagonally; the board is a list of rows of 0 and 1, rows and columns are counted from 0, the cell itself does not count, and there are no cells beyond the edge',
    around,
    [
      [grid('1 1 1, 1 1 1, 1 1 1'), 1, 1],
      [[[1]], 0, 0],
      [grid('0 1 1, 1 0 1, 1 1 1'), 0, 0],
      [grid('0 1 0, 0 1 0, 0 1 0'), 1, 0],
      [grid('1 0 0 1, 0 0 0 0, 1 0 0 1'), 1, 1],
      [grid('0 1 0 1 1'), 0, 4],
      [grid('0 0, 0 1'), 1, 1],
    ],
  ),
  template(
    2,
    'tic_tac_toe_winner(board)',
    '返回井字棋的胜者 "X" 或 "O"：一行、一列或一条对角线上的三个位置都是他的棋子；没有胜者时返回 None；board 是三个长度为 3 的字符串的列表，"." 表示空位',
    'returns the winner of a game of tic-tac-toe, "X" or "O", who has all three places of a row, a column or a diagonal, or None if there is no winner; board is a list of three strings of length 3, in which "." is an empty place',
    winner,
    [
      [['XXX', 'OO.', '...']],
      [['...', '...', '...']],
      [['O.X', 'OX.', 'O.X']],
      [['X.O', 'XO.', 'O.X']],
      [['XOX', 'OOX', 'XXO']],
      [['XO.', 'OXO', '..X']],
      [['XX.', '...', 'OO.']],
    ],
  ),
  template(
    3,
    'spiral(matrix)',
    '从左上角开始，先沿第一行向右，按顺时针螺旋由外向内读矩阵（由各行组成的列表，不一定是方阵），返回依次读到的数的列表；空矩阵 [] 返回 []',
    'reads a matrix, given as a list of rows and not always square, in a clockwise spiral from the top left corner inwards, first to the right along the top row, and returns the list of the numbers in that order, and [] for the empty matrix []',
    spiral,
    [
      [grid('1 2 3, 4 5 6, 7 8 9')],
      [[]],
      [[[1, 2, 3]]],
      [grid('1, 2, 3')],
      [grid('1 2 3 4, 5 6 7 8, 9 10 11 12')],
      [grid('1 2, 3 4, 5 6, 7 8')],
      [[[6]]],
    ],
  ),
  template(
    3,
    'count_islands(grid)',
    '返回网格（由各行组成的列表，每格是 0 或 1）中岛屿的个数：上下或左右相连的 1 属于同一个岛，斜向不算相连；空网格 [] 返回 0',
    'counts the islands of a grid given as a list of rows of 0 and 1, where ones that are connected across or down belong to the same island and diagonal contact does not count, and returns 0 for the empty grid []',
    islands,
    [
      [grid('1 1 0, 0 0 0, 0 1 1')],
      [[]],
      [grid('1 0, 0 1')],
      [grid('0 0, 0 0')],
      [grid('1 1 1, 1 0 1, 1 1 1')],
      [grid('1 0 1 0 1')],
      [grid('1 0 1 1, 1 0 0 1, 1 1 1 1, 0 0 0 0, 1 0 0 1')],
    ],
  ),
];
