using System.Collections;
using System.Collections.Concurrent;
using SecretSentry.Engine.Features;
using SecretSentry.Engine.Layout;
using SecretSentry.Engine.Literals;
using SecretSentry.Engine.Matching;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Syntax;
using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Compilation;

/// <summary>A frozen set of rules, ready to scan with. Shared by all threads. Rule numbers are positions in <see cref="Rules"/>.</summary>
public sealed class RuleSet
{
    private readonly CompiledRule?[] _compiled;
    private readonly Func<int, CompiledRule>? _make;
    private readonly Dictionary<string, ByteProgram> _filters;
    private readonly ConcurrentDictionary<Allowlist, WordSet> _stopWords = new(ReferenceEqualityComparer.Instance);
    private readonly Lazy<LiteralIndex>[] _literals;
    private Lazy<JudgeModel>? _judge;
    private JudgeTable? _judgeTable;

    private RuleSet(CompiledRule[] compiled, Func<LookupKind, LiteralIndex> layOut, ProgramPool pool,
        Dictionary<string, ByteProgram> filters)
        : this(compiled, null, [.. Enumerable.Range(0, compiled.Length).Where(i => !compiled[i].HasLiterals)], layOut, pool, filters)
    {
    }

    private RuleSet(CompiledRule?[] compiled, Func<int, CompiledRule>? make, int[] slow, Func<LookupKind, LiteralIndex> layOut,
        ProgramPool pool, Dictionary<string, ByteProgram> filters)
    {
        (_compiled, _make, Slow, _literals, Pool, _filters) =
            (compiled, make, slow, [.. LookupKinds.All.Select(kind => new Lazy<LiteralIndex>(() => layOut(kind)))], pool, filters);
        Rules = new RuleList(this);
    }

    /// <summary>The rules, in the order in which they were given.</summary>
    public IReadOnlyList<Rule> Rules { get; }

    /// <summary>Numbers of the rules without a literal. They are run over every byte of all content, so each deserves a warning.</summary>
    public IReadOnlyList<int> WholeContentRules => Slow;

    internal int[] Slow { get; }

    /// <summary>Numbers of the rules whose regex has no bound. Their matches are cut at 16 KiB.</summary>
    public IReadOnlyList<int> UnboundedRules => [.. Enumerable.Range(0, _compiled.Length).Where(i => GetCompiled(i).IsUnbounded)];

    /// <summary>Whether a rule requires another one or skips its report. The built-in rules do not.</summary>
    internal bool HasComposites { get; private init; }

    /// <summary>Whether there is a judge. Reading this property does not read the judge's table.</summary>
    internal bool HasJudge => _judge is not null;

    /// <summary>The judge of named values. Null if the set has none; its judged rules then report nothing.</summary>
    internal JudgeModel? Judge => _judge?.Value;

    /// <summary>The judge's table as it was written. Empty without a judge.</summary>
    internal ReadOnlySpan<byte> JudgeBytes => _judgeTable is null ? [] : _judgeTable();

    /// <summary>The byte programs of all rules and filters.</summary>
    internal ProgramPool Pool { get; }

    /// <summary>Programs of allow-lists and path conditions, keyed by their source.</summary>
    internal IReadOnlyDictionary<string, ByteProgram> Filters => _filters;

    /// <summary>Compiles <paramref name="rules"/>. Takes milliseconds.</summary>
    /// <exception cref="FormatException">A regex is not supported; the message starts with the rule's id in quotes.</exception>
    public static RuleSet Compile(IEnumerable<Rule> rules) => Compile(rules, null);

    /// <param name="rules">The rules.</param>
    /// <param name="common">The windows that are common in the content to be scanned. With them the literals are laid out with care, which
    /// takes a minute and makes scanning faster. If null, compiling takes milliseconds.</param>
    /// <exception cref="FormatException">A regex is not supported; the message starts with the rule's id in quotes.</exception>
    internal static RuleSet Compile(IEnumerable<Rule> rules, CommonWindows? common)
    {
        var (pool, filters) = (new ProgramPool(), new Dictionary<string, ByteProgram>(StringComparer.Ordinal));
        var extractor = new LiteralExtractor(new RateMemo());
        CompiledRule[] all = [.. rules.Select(rule => CompileRule(rule, pool, filters, extractor))];
        return new RuleSet(all, kind => LiteralIndex.Build(kind, CollectLiterals(all), common), pool, filters)
        {
            HasComposites = AreComposite(all),
        };
    }

    private static bool AreComposite(IEnumerable<CompiledRule> rules) =>
        rules.Any(compiled => compiled.Rule.Requires.Count > 0 || compiled.Rule.SkipsReport);

    /// <summary>
    /// Returns a copy of this set with <paramref name="rules"/> added. A rule with an id that already exists replaces the earlier rule.
    /// </summary>
    /// <exception cref="FormatException">A regex is not supported; the message starts with the rule's id in quotes.</exception>
    public RuleSet AddRules(IReadOnlyCollection<Rule> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var replaced = rules.Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
        return Keep(rule => !replaced.Contains(rule.Id), rules);
    }

    /// <summary>Returns a copy of this set without the rules for which <paramref name="isDropped"/> returns true.</summary>
    public RuleSet RemoveRules(Predicate<Rule> isDropped) => Keep(rule => !isDropped(rule), []);

    private RuleSet Keep(Predicate<Rule> isKept, IEnumerable<Rule> added)
    {
        var (pool, filters) = (Pool.Copy(), new Dictionary<string, ByteProgram>(_filters, StringComparer.Ordinal));
        var kept = Enumerable.Range(0, _compiled.Length).Where(i => isKept(Rules[i])).ToArray();
        var extractor = new LiteralExtractor(new RateMemo());
        CompiledRule[] fresh = [.. added.Select(rule => CompileRule(rule, pool, filters, extractor))];
        return new RuleSet([.. kept.Select(GetCompiled), .. fresh], kind =>
            GetLiterals(kind).Keep(kept, CollectLiterals(fresh)), pool, filters)
        {
            _judge = _judge,
            _judgeTable = _judgeTable,
            HasComposites = AreComposite(fresh) || (HasComposites && AreComposite(kept.Select(GetCompiled))),
        };
    }

    /// <summary>Creates a set of rules that are already compiled.</summary>
    internal static RuleSet Create(CompiledRule[] compiled, Func<LookupKind, LiteralIndex> read, ProgramPool pool,
        Dictionary<string, ByteProgram> filters) =>
        new(compiled, read, pool, filters);

    /// <summary>
    /// Creates the set of built-in rules as the pattern compiler wrote them. Nothing is parsed or laid out at start-up. A rule is created
    /// when it is first requested, because an ordinary scan needs few of them.
    /// </summary>
    internal static RuleSet CreateBuiltIn(int rules, Func<int, CompiledRule> make, int[] slow, Func<LookupKind, LiteralIndex> read,
        ProgramPool pool, Dictionary<string, ByteProgram> filters, JudgeTable judge) =>
        new(new CompiledRule?[rules], make, slow, read, pool, filters) { _judge = new(() => new JudgeModel(judge)), _judgeTable = judge };

    /// <summary>
    /// Returns a copy of this set with the judge of <paramref name="other"/>. Rule files contain judged rules, but no judge.
    /// </summary>
    public RuleSet AddJudgeFrom(RuleSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new(_compiled, _make, Slow, GetLiterals, Pool, _filters) { _judge = other._judge, _judgeTable = other._judgeTable };
    }

    /// <summary>Returns the literals as the kernels of a kind need them. They are created on first use.</summary>
    internal LiteralIndex GetLiterals(LookupKind kind) => _literals[(int)kind].Value;

    /// <summary>Returns the stop words of an allow-list. The set is created on first use: gitleaks' generic rule alone has 1,500.</summary>
    internal WordSet StopWordsOf(Allowlist list) => _stopWords.GetOrAdd(list, static list => new WordSet(list.StopWords));

    /// <summary>Returns the compiled rule with this number. Two threads may both create it; they get the same result.</summary>
    internal CompiledRule GetCompiled(int rule) => _compiled[rule] ??= _make!(rule);

    private static CompiledRule CompileRule(Rule rule, ProgramPool pool, Dictionary<string, ByteProgram> filters,
        LiteralExtractor extractor)
    {
        try
        {
            foreach (var source in rule.Allowlists.SelectMany(list => list.Regexes.Concat(list.Paths)).Append(rule.Path)
                .Where(source => source.Length > 0))
            {
                if (!filters.ContainsKey(source))
                {
                    var (node, groups) = RegexParser.Parse(source);
                    filters.Add(source, ProgramCompiler.Compile(node, groups, pool));
                }
            }

            return CompiledRule.Compile(rule, pool, extractor);
        }
        catch (FormatException e)
        {
            throw new FormatException($"rule '{rule.Id}': {e.Message}", e);
        }
    }

    private sealed class RuleList(RuleSet set) : IReadOnlyList<Rule>
    {
        public int Count => set._compiled.Length;

        public Rule this[int index] => set.GetCompiled(index).Rule;

        public IEnumerator<Rule> GetEnumerator() => Enumerable.Range(0, Count).Select(i => this[i]).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private static IReadOnlyList<Literal>[] CollectLiterals(IReadOnlyList<CompiledRule> rules) => [.. rules.Select(rule => rule.Literals)];
}
