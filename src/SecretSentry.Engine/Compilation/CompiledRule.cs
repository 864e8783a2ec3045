using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Literals;
using SecretSentry.Engine.Matching;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Syntax;

namespace SecretSentry.Engine.Compilation;

/// <summary>What a rule's regex compiles to; made at build time for built-in rules, at start-up for the user's.</summary>
internal sealed record CompiledRule
{
    public required Rule Rule { get; init; }

    /// <summary>The regex as a byte program in the pool of the rule's set.</summary>
    public required ByteProgram Program { get; init; }

    /// <summary>The lazy run the regex begins with, when its literals stand right behind it.</summary>
    public LeadingRun? LazyPrefix { get; init; }

    /// <summary>
    /// Asked before the program is run; null: the literal is rare enough, or there is none. A user's rule makes it when it is first needed.
    /// </summary>
    public PrefilterDfa? PrefilterDfa
    {
        get => Look.Made ?? (Look.Make is null ? null : CreatePrefilterDfa());
        init => Look = new() { Made = value };
    }

    /// <summary>How <see cref="PrefilterDfa"/> is made when it is first needed; the program's start does not pay for it.</summary>
    public Func<PrefilterDfa?> PrefilterDfaFactory
    {
        init => Look = new() { Make = value };
    }

    private LazyPrefilterDfa Look { get; init; } = new();

    /// <summary>
    /// Of literals whose match can start at several distances, what must stand around them; each made when first needed. Of a rule that
    /// judges paths alone the one around the end of a path, if its condition says where a path ends.
    /// </summary>
    public IReadOnlyList<Lazy<ContextDfa>> ContextDfas { get; init; } = [];

    /// <summary>Longest match in bytes, at most <see cref="MatchLimits.MaxMatchLength"/>.</summary>
    public required int MaxLength { get; init; }

    /// <summary>Whether the regex itself had no such bound.</summary>
    public bool IsUnbounded { get; init; }

    /// <summary>Every match contains one of these; empty for a built-in rule, whose literals are in its set's table already.</summary>
    public IReadOnlyList<Literal> Literals { get; init; } = [];

    /// <summary>Without one the rule must be run over all content.</summary>
    public required bool HasLiterals { get; init; }

    /// <summary>Whether content has to hold one of the rule's keywords beyond what its literals already say.</summary>
    public bool NeedsKeyword { get; init; }

    /// <summary>
    /// Whether the whole content is searched, but only where one of the keywords stands: the regex's own literals are too common.
    /// </summary>
    public bool HasKeywordPrefilter { get; init; }

    /// <summary>
    /// From this share of positions on literals are worth a lookahead. (The model takes common words for a hundred times rarer than they
    /// are.)
    /// </summary>
    private const double LookedAheadRate = 5e-10;

    /// <summary>From this share on a large one.</summary>
    private const double CommonRate = 5e-8;

    /// <summary>States of the others.</summary>
    private const int StatesOfRare = 100;

    /// <exception cref="FormatException">The regex is not supported; the sentence says why.</exception>
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

    /// <summary>Where the literals begin whose match can start at several distances.</summary>
    private static RegexPosition[] GetPositions(IEnumerable<Literal> literals) =>
    [
        .. literals.Where(l => l.MinOffset != l.MaxOffset).Select(l => l.Position!).Distinct(ReferenceEqualityComparer.Instance)
            .Cast<RegexPosition>(),
    ];

    /// <summary>The place behind a condition that holds at the end of a path only: there most paths are seen not to meet it.</summary>
    private static RegexPosition[] EndOf(string path)
    {
        var (node, _) = RegexParser.Parse(path);
        return node is ConcatNode { Items: [.., AnchorNode { Kind: AnchorKind.TextEnd }] } concat
            && RegexLength.Compute(node).Max < Matching.PrefilterDfa.FarthestLook ? [new(null, concat.Items, concat.Items.Count - 1)] : [];
    }

    /// <summary>
    /// The best literals. A regex such as <c>[\w.-]{0,50}?(?:key|token)...</c> takes on each word's place as many beginnings as there are
    /// bytes before it, all with the same end. So it is run from the word, and the run before it is read backwards.
    /// </summary>
    private static (Choice Choice, LeadingRun? Lead) Choose(RegexNode node, ByteProgram program, ProgramPool pool,
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

    /// <summary>Two threads may both make it; they make the same.</summary>
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

    /// <summary>Whether wherever the literal stands, the keyword stands in it.</summary>
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
