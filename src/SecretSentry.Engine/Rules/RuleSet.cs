using System.Text.RegularExpressions;
using SecretSentry.Engine.Search;

namespace SecretSentry.Engine.Rules;

/// <summary>
/// A frozen set of rules, ready to scan with; shared by all threads. Rule numbers are positions in <see cref="Rules"/>.
/// </summary>
public sealed class RuleSet
{
    /// <summary>A user's regex that takes longer on one window than this is reported as a problem; never a hang.</summary>
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);

    private readonly CompiledRule[] _compiled;
    private readonly Regex?[] _anchored;
    private readonly Regex?[] _whole;
    private readonly Dictionary<string, Regex> _filters = new(StringComparer.Ordinal);
    private readonly Func<int, Regex>? _builtIn;
    private readonly int _builtInCount;

    private RuleSet(CompiledRule[] compiled, LiteralTable literals, Func<int, Regex>? builtIn, int builtInCount)
    {
        _compiled = compiled;
        Literals = literals;
        _anchored = new Regex?[compiled.Length];
        _whole = new Regex?[compiled.Length];
        (_builtIn, _builtInCount) = (builtIn, builtInCount);
        Rules = [.. compiled.Select(c => c.Rule)];
        WholeContentRules = [.. Enumerable.Range(0, compiled.Length).Where(i => !compiled[i].HasLiterals)];
    }

    /// <summary>The rules, in the order they were given.</summary>
    public IReadOnlyList<Rule> Rules { get; }

    /// <summary>Rules without a literal, which are run over every byte of all content; each deserves a warning.</summary>
    public IReadOnlyList<int> WholeContentRules { get; }

    /// <summary>Rules whose regex has no bound; their matches are cut at 16 KiB.</summary>
    public IReadOnlyList<int> UnboundedRules => [.. Enumerable.Range(0, _compiled.Length).Where(i => _compiled[i].IsUnbounded)];

    internal LiteralTable Literals { get; }

    /// <summary>Compiles <paramref name="rules"/>.</summary>
    /// <exception cref="FormatException">A regex is not supported; the message starts with the rule's id in quotes.</exception>
    public static RuleSet Compile(IEnumerable<Rule> rules)
    {
        CompiledRule[] all = [.. rules.Select(CompileOne)];
        return new RuleSet(all, LiteralTable.Build(all), null, 0);
    }

    /// <summary>This set with <paramref name="rules"/> added; one with an id that is already there replaces the earlier rule.</summary>
    /// <exception cref="FormatException">A regex is not supported; the message starts with the rule's id in quotes.</exception>
    public RuleSet With(IReadOnlyCollection<Rule> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var replaced = rules.Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
        return Keep(rule => !replaced.Contains(rule.Id), [.. rules.Select(CompileOne)]);
    }

    /// <summary>This set without the rules for which <paramref name="isDropped"/> holds.</summary>
    public RuleSet Without(Predicate<Rule> isDropped) => Keep(rule => !isDropped(rule), []);

    private RuleSet Keep(Predicate<Rule> isKept, CompiledRule[] added)
    {
        var kept = Enumerable.Range(0, _compiled.Length).Where(i => isKept(Rules[i])).ToArray();
        CompiledRule[] all = [.. kept.Select(i => _compiled[i] with { Literals = Literals.Of(i) }), .. added];
        return new RuleSet(all, LiteralTable.Build(all), i => Anchored(kept[i]), kept.Length);
    }

    /// <summary>The built-in rules as the pattern compiler wrote them: nothing is parsed or laid out at start-up.</summary>
    internal static RuleSet BuiltIn(CompiledRule[] compiled, ReadOnlySpan<byte> literals, Func<int, Regex> regexes) =>
        new(compiled, LiteralTable.Read(literals), regexes, compiled.Length);

    internal CompiledRule Compiled(int rule) => _compiled[rule];

    /// <summary>The rule's regex, matching only where the search starts (<c>\G</c>).</summary>
    internal Regex Anchored(int rule) =>
        _anchored[rule] ??= rule < _builtInCount ? _builtIn!(rule) : new Regex(AnchoredPattern(_compiled[rule]), RegexOptions.CultureInvariant, MatchTimeout);

    /// <summary>The rule's regex, searching; for rules without a literal.</summary>
    internal Regex Whole(int rule) => _whole[rule] ??= new Regex(_compiled[rule].Pattern, RegexOptions.CultureInvariant, MatchTimeout);

    /// <summary>A regex of an allow-list or a path condition, made on first use.</summary>
    internal Regex Filter(string source)
    {
        lock (_filters)
        {
            if (!_filters.TryGetValue(source, out var regex))
            {
                regex = new Regex(Syntax.RegexPrinter.Print(Syntax.RegexParser.Parse(source).Node), RegexOptions.CultureInvariant, MatchTimeout);
                _filters.Add(source, regex);
            }

            return regex;
        }
    }

    internal static string AnchoredPattern(CompiledRule rule) => $@"\G(?:{rule.Pattern})";

    private static CompiledRule CompileOne(Rule rule)
    {
        try
        {
            return CompiledRule.Compile(rule);
        }
        catch (FormatException e)
        {
            throw new FormatException($"rule '{rule.Id}': {e.Message}", e);
        }
    }
}
