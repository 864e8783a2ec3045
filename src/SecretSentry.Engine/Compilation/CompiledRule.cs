using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Literals;
using SecretSentry.Engine.Matching;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Syntax;

namespace SecretSentry.Engine.Compilation;

/// <summary>What a rule's regex compiles to. It is created at build time for built-in rules and at start-up for the user's rules.</summary>
internal sealed record CompiledRule
{
    public required Rule Rule { get; init; }

    /// <summary>The regex as a byte program in the pool of the rule's set.</summary>
    public required ByteProgram Program { get; init; }

    /// <summary>The lazy run that the regex begins with, if its literals come directly after it.</summary>
    public LeadingRun? LazyPrefix { get; init; }

    /// <summary>
    /// The automaton that is run before the program. Null if the literal is rare enough, or if there is none. For a user's rule it is
    /// created when it is first needed.
    /// </summary>
    public PrefilterDfa? PrefilterDfa
    {
        get => Look.Made ?? (Look.Make is null ? null : CreatePrefilterDfa());
        init => Look = new() { Made = value };
    }

    /// <summary>Creates <see cref="PrefilterDfa"/> when it is first needed, so that the start of the program does not pay for it.</summary>
    public Func<PrefilterDfa?> PrefilterDfaFactory
    {
        init => Look = new() { Make = value };
    }

    private LazyPrefilterDfa Look { get; init; } = new();

    /// <summary>
    /// What must occur around the literals whose match can start at several distances. Each is created when it is first needed. For a rule
    /// that judges paths alone: the one for the end of a path, if the rule's condition says how a path ends.
    /// </summary>
    public IReadOnlyList<Lazy<ContextDfa>> ContextDfas { get; init; } = [];

    /// <summary>Length of the longest match in bytes, at most <see cref="MatchLimits.MaxMatchLength"/>.</summary>
    public required int MaxLength { get; init; }

    /// <summary>Whether the regex itself had no such limit.</summary>
    public bool IsUnbounded { get; init; }

    /// <summary>
    /// Literals of which every match contains at least one. Empty for a built-in rule, whose literals are already in the table of its set.
    /// </summary>
    public IReadOnlyList<Literal> Literals { get; init; } = [];

    /// <summary>Whether the rule has literals. Without one, the rule must be run over all content.</summary>
    public required bool HasLiterals { get; init; }

    /// <summary>Whether content must contain one of the rule's keywords, beyond what its literals already require.</summary>
    public bool NeedsKeyword { get; init; }

    /// <summary>
    /// Whether the whole content is searched, but only if it contains one of the keywords. This is used when the regex's own literals are
    /// too common.
    /// </summary>
    public bool HasKeywordPrefilter { get; init; }

    /// <summary>
    /// Literals at or above this share of positions are worth a prefilter DFA. (The model estimates common words to be a hundred times
    /// rarer than they are.)
    /// </summary>
    private const double LookedAheadRate = 5e-10;

    /// <summary>Literals at or above this share are worth a large one.</summary>
    private const double CommonRate = 5e-8;

    /// <summary>Maximum number of states for the other literals.</summary>
    private const int StatesOfRare = 100;

    /// <exception cref="FormatException">The regex is not supported. The message says why.</exception>
    public static CompiledRule Compile(Rule rule, ProgramPool pool, LiteralExtractor extractor)
    {
        var (node, groups) = RegexParser.Parse(rule.Regex);
        var length = RegexLength.Compute(node);
        if (rule.SecretGroup > groups)
        {
            throw new FormatException($"'secretGroup' is {rule.SecretGroup}, but the regex has {groups} groups");
        }

        var program = ProgramCompiler.Compile(node, groups, pool);
        var (choice, prefix) = rule.JudgesPathAlone ? (Choice.None, null) : Choose(node, program, pool, extractor);
        var keywordChoice = extractor.ExtractKeywords(rule.Keywords);
        var hasKeywordPrefilter = keywordChoice.Cost < choice.Cost;
        var literals = hasKeywordPrefilter ? keywordChoice.Literals : choice.Literals;
        var states = hasKeywordPrefilter || choice.Literals.Count == 0 || choice.FullRate < LookedAheadRate ? 0
            : choice.FullRate < CommonRate
            ? StatesOfRare : Matching.PrefilterDfa.MaxStates;
        var positions = rule.JudgesPathAlone ? EndOf(rule.Path) : states > 0 ? GetPositions(literals) : [];
        return new CompiledRule
        {
            Rule = rule,
            Program = program,
            LazyPrefix = hasKeywordPrefilter ? null : prefix,
            Look = states > 0
                ? new()
                {
                    Make = () => Matching.PrefilterDfa.Build(prefix is null ? node : SkipFirstItem((ConcatNode)node),
                        Math.Min(length.Max, MatchLimits.MaxMatchLength), states),
                }
                : new(),
            ContextDfas = [.. positions.Select(position => new Lazy<ContextDfa>(
                () => Matching.ContextDfa.Create(position, Math.Max(states, StatesOfRare)), LazyThreadSafetyMode.PublicationOnly))],
            MaxLength = Math.Min(length.Max, MatchLimits.MaxMatchLength),
            IsUnbounded = length.Max > MatchLimits.MaxMatchLength,
            HasKeywordPrefilter = hasKeywordPrefilter,
            Literals =
            [.. literals.Select(l =>
            l with { MaxOffset = Math.Min(l.MaxOffset, MatchLimits.MaxMatchLength), Around = l.Position is null ? -1
            : Array.FindIndex(positions, position => ReferenceEquals(position, l.Position)) })],
            HasLiterals = literals.Count > 0,
            NeedsKeyword = !hasKeywordPrefilter && rule.Keywords.Count > 0
            && !literals.All(l => rule.Keywords.Any(k => ContainsKeyword(l, k))),
        };
    }

    /// <summary>Returns where the literals begin whose match can start at several distances.</summary>
    private static RegexPosition[] GetPositions(IEnumerable<Literal> literals) =>
    [
        .. literals.Where(l => l.MinOffset != l.MaxOffset).Select(l => l.Position!).Distinct(ReferenceEqualityComparer.Instance)
            .Cast<RegexPosition>(),
    ];

    /// <summary>Returns the position after a condition that holds only at the end of a path. Most paths are rejected there.</summary>
    private static RegexPosition[] EndOf(string path)
    {
        var (node, _) = RegexParser.Parse(path);
        return node is ConcatNode { Items: [.., AnchorNode { Kind: AnchorKind.TextEnd }] } concat
            && RegexLength.Compute(node).Max < Matching.PrefilterDfa.FarthestLook ? [new(null, concat.Items, concat.Items.Count - 1)] : [];
    }

    /// <summary>
    /// Returns the best literals. A regex such as <c>[\w.-]{0,50}?(?:key|token)...</c> can begin, for each location of a word, at as many
    /// offsets as there are bytes before the word, all with the same end. Therefore it is run from the word on, and the run before the word
    /// is read backwards.
    /// </summary>
    private static (Choice Choice, LeadingRun? Prefix) Choose(RegexNode node, ByteProgram program, ProgramPool pool,
        LiteralExtractor extractor)
    {
        if (node is ConcatNode { Items: [RepeatNode { Item: SetNode set, Min: 0, IsLazy: true } prefix, ..] } concat)
        {
            var rest = extractor.Extract(SkipFirstItem(concat));
            if (rest.Literals.Count > 0 && rest.Literals.All(literal => literal.MaxOffset == 0))
            {
                return (rest, new LeadingRun(program.Start + 1, pool.SetNumber(set.Set), Math.Min(prefix.Max, MatchLimits.MaxMatchLength)));
            }
        }

        return (extractor.Extract(node), null);
    }

    /// <summary>Creates the automaton. Two threads may both create it; they get the same result.</summary>
    private PrefilterDfa? CreatePrefilterDfa()
    {
        var made = Look.Make?.Invoke();
        (Look.Made, Look.Make) = (made, null);
        return made;
    }

    private sealed class LazyPrefilterDfa
    {
        public volatile PrefilterDfa? Made;
        public volatile Func<PrefilterDfa?>? Make;
    }

    private static ConcatNode SkipFirstItem(ConcatNode concat) => new([.. concat.Items.Skip(1)]);

    /// <summary>Returns whether every occurrence of the literal contains the keyword.</summary>
    private static bool ContainsKeyword(Literal literal, string keyword)
    {
        for (var i = 0; i + keyword.Length <= literal.Sets.Length; i++)
        {
            var isThere = true;
            for (var k = 0; isThere && k < keyword.Length; k++)
            {
                var allowed = keyword[k] < 0x80 ? ByteSet.FromByte((byte)keyword[k]).FoldCase() : default;
                isThere = allowed.Union(literal.Sets[i + k]) == allowed;
            }

            if (isThere)
            {
                return true;
            }
        }

        return false;
    }
}
