using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Syntax;

namespace SecretSentry.Engine.Matching;

/// <summary>
/// Compiles a regex tree to a byte program. It uses Thompson's construction as in Russ Cox, "Regular Expression Matching: the Virtual
/// Machine Approach" (https://swtch.com/~rsc/regexp/regexp2.html), with two additions. A whole run of one class is a single step. Each
/// choice stores the bytes that can follow, so that in most cases only one branch is possible.
/// </summary>
internal sealed class ProgramCompiler
{
    /// <summary>A longer program comes from counted repeats of groups and would be slow.</summary>
    private const int MaxLength = 20_000;

    /// <summary>Maximum number of instructions of all rules together. The built-in rules have a small part of it.</summary>
    private const int MaxTotal = 2_000_000;

    /// <summary>Maximum number of branches of one <see cref="Op.Choose"/>: the bits of a word.</summary>
    private const int MaxBranches = 64;

    private readonly ProgramPool _pool;
    private readonly int _start;

    private ProgramCompiler(ProgramPool pool) => (_pool, _start) = (pool, pool.Length);

    /// <summary>Appends the program of <paramref name="node"/>. Returns its first instruction and the bytes it may begin with.</summary>
    /// <exception cref="FormatException">The program would be too long.</exception>
    public static ByteProgram Compile(RegexNode node, int groups, ProgramPool pool)
    {
        var compiler = new ProgramCompiler(pool);
        compiler.Emit(node);
        compiler.Add(new(Op.Match));
        var firsts = compiler.ComputeFirsts();
        compiler.ApplyFirsts(firsts);
        return new ByteProgram(compiler._start, pool.Length - compiler._start, groups, firsts[0] is { } first ? pool.SetNumber(first)
            : -1, compiler._hasEmptyLoop);
    }

    private bool _hasEmptyLoop;

    private int Add(Instruction instruction) =>
        _pool.Length >= MaxTotal
            ? throw new FormatException($"all rules together expand to more than {MaxTotal} steps; lower repeat counts")
        : _pool.Length - _start < MaxLength ? _pool.Add(instruction)
        : throw new FormatException($"its repeated groups expand to more than {MaxLength} steps; lower the repeat counts");

    private void Emit(RegexNode node)
    {
        switch (node)
        {
            case SetNode set:
                Add(new(Op.Set, _pool.SetNumber(set.Set)));
                break;
            case ConcatNode concat:
                foreach (var item in concat.Items)
                {
                    Emit(item);
                }

                break;
            case AlternateNode alternate:
                EmitAlternation(alternate.Branches);
                break;
            case GroupNode group:
                Add(new(Op.Save, 2 * group.Number));
                Emit(group.Item);
                Add(new(Op.Save, (2 * group.Number) + 1));
                break;
            case AnchorNode anchor:
                Add(new(Op.Assert, (int)anchor.Kind));
                break;
            case RepeatNode { Item: SetNode set } run:
                Add(new(run.IsLazy ? Op.Lazy : Op.Greedy, _pool.SetNumber(set.Set), run.Min, run.Max));
                break;
            case RepeatNode repeat:
                EmitRepeat(repeat);
                break;
        }
    }

    /// <summary>Emits a choice, one jump for each branch, and the branches. Every branch but the last jumps to the end.</summary>
    private void EmitAlternation(IReadOnlyList<RegexNode> branches)
    {
        if (branches.Count > MaxBranches)
        {
            EmitAlternation([.. branches.Take(MaxBranches - 1), new AlternateNode([.. branches.Skip(MaxBranches - 1)])]);
            return;
        }

        var choose = Add(new(Op.Choose, C: branches.Count));
        var jumps = branches.Select(_ => Add(new(Op.Jump))).ToArray();
        var exits = new List<int>();
        for (var i = 0; i < branches.Count; i++)
        {
            _pool[jumps[i]] = new(Op.Jump, _pool.Length);
            Emit(branches[i]);
            exits.Add(Add(new(Op.Jump)));
        }

        exits.ForEach(exit => _pool[exit] = new(Op.Jump, _pool.Length));
        _ = choose;
    }

    /// <summary>Emits the required copies, followed by either a loop or nested optional copies.</summary>
    private void EmitRepeat(RepeatNode repeat)
    {
        for (var i = 0; i < repeat.Min; i++)
        {
            Emit(repeat.Item);
        }

        if (repeat.Max == RegexLength.Unbounded)
        {
            _hasEmptyLoop |= RegexLength.Compute(repeat.Item).Min == 0;
            var split = Add(default);
            Emit(repeat.Item);
            Add(new(Op.Jump, split));
            _pool[split] = CreateSplit(repeat, split + 1, _pool.Length);
            return;
        }

        var splits = new List<int>();
        for (var i = repeat.Min; i < repeat.Max; i++)
        {
            splits.Add(Add(default));
            Emit(repeat.Item);
        }

        splits.ForEach(split => _pool[split] = CreateSplit(repeat, split + 1, _pool.Length));
    }

    private static Instruction CreateSplit(RepeatNode repeat, int more, int enough) =>
        repeat.IsLazy ? new(Op.Split, enough, more) : new(Op.Split, more, enough);

    /// <summary>
    /// Returns, for every instruction, the bytes with which a match from there can begin. Null means any byte, or none. Loops need further
    /// rounds.
    /// </summary>
    private ByteSet?[] ComputeFirsts()
    {
        var firsts = new ByteSet?[_pool.Length - _start];
        Array.Fill(firsts, default(ByteSet));
        for (var isChanged = true; isChanged;)
        {
            isChanged = false;
            for (var index = _pool.Length - 1; index >= _start; index--)
            {
                var first = ComputeFirst(index, firsts);
                isChanged |= first != firsts[index - _start];
                firsts[index - _start] = first;
            }
        }

        return firsts;
    }

    private ByteSet? ComputeFirst(int index, ByteSet?[] firsts)
    {
        var step = _pool[index];
        ByteSet? GetFirst(int target) => firsts[target - _start];
        return step.Op switch
        {
            Op.Match => null,
            Op.Set => _pool.SetOf(step.A),
            Op.Greedy or Op.Lazy or Op.Possessive => step.B > 0 ? _pool.SetOf(step.A) : Merge(_pool.SetOf(step.A), GetFirst(index + 1)),
            Op.Jump => GetFirst(step.A),
            Op.Split => Merge(GetFirst(step.A), GetFirst(step.B)),
            Op.Choose => MergeAll(firsts.AsSpan(index + 1 - _start, step.C)),
            _ => GetFirst(index + 1),
        };
    }

    private static ByteSet? MergeAll(ReadOnlySpan<ByteSet?> sets)
    {
        var any = sets[0];
        foreach (var set in sets[1..])
        {
            any = Merge(any, set);
        }

        return any;
    }

    private static ByteSet? Merge(ByteSet? a, ByteSet? b) => a is { } first && b is { } other ? first.Union(other) : null;

    private void ApplyFirsts(ByteSet?[] firsts)
    {
        static Instruction SetOffsets(Instruction step, (int Map, int Masks) offsets) => step with { A = offsets.Map, D = offsets.Masks };
        int Number(int index) => firsts[index - _start] is { } first ? _pool.SetNumber(first) : -1;
        for (var index = _start; index < _start + firsts.Length; index++)
        {
            var step = _pool[index];
            _pool[index] = step.Op switch
            {
                Op.Greedy when step.B == step.C || (firsts[index + 1 - _start] is { } next && !_pool.SetOf(step.A).Overlaps(next)) =>
                    step with
                    {
                        Op = Op.Possessive,
                    },
                Op.Greedy or Op.Lazy => step with { D = Number(index + 1) },
                Op.Split => step with { C = Number(step.A), D = Number(step.B) },
                Op.Choose => SetOffsets(step, _pool.AddChoice(firsts.AsSpan(index + 1 - _start, step.C))),
                _ => step,
            };
        }
    }
}
