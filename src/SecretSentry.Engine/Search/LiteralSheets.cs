using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Search.Kernels;

namespace SecretSentry.Engine.Search;

/// <summary>
/// All literals of a rule set, on as many tables as keep their buckets sparse. A kernel has registers for 32 buckets; twice the literals in them
/// raise four times the false alarms, so beyond some number a second pass over bytes that are in the cache already costs less.
/// </summary>
internal sealed class LiteralSheets
{
    /// <summary>Literals that share a table at the most, measured with the built-in rules.</summary>
    private const int LiteralsPerSheet = 580;

    private readonly ByteFold _fold;
    private readonly LiteralEntry?[] _entries;
    private readonly EmbeddedLiterals? _embedded;

    private LiteralSheets(ByteFold fold, IEnumerable<LiteralEntry> entries)
    {
        LiteralEntry[] all = [.. entries.OrderBy(entry => entry.Bucket)];
        var sheets = all.Length == 0 ? 1 : (all[^1].Bucket / LiteralTable.Buckets) + 1;
        (_fold, _entries, Checks, Index) = (fold, all, [.. all.Select(QuickCheck.Of)], WindowIndex.Of(all));
        Tables = [.. Enumerable.Range(0, sheets).Select(sheet => LiteralTable.Of(fold, OfSheet(sheet)))];
    }

    /// <summary>What the pattern compiler embedded; a literal is decoded when it is first asked for.</summary>
    public LiteralSheets(ByteFold fold, EmbeddedLiterals embedded)
    {
        (_fold, _embedded, _entries) = (fold, embedded, new LiteralEntry?[embedded.Count]);
        (Checks, Index) = (embedded.Checks(), embedded.Index);
        Tables = [.. embedded.Folded().Select((folded, sheet) => new LiteralTable(fold, folded, () => OfSheet(sheet)))];
    }

    /// <summary>One for each pass.</summary>
    public LiteralTable[] Tables { get; }

    /// <summary>How many literals there are; they are numbered by bucket, and buckets are numbered on over the tables.</summary>
    public int Count => _entries.Length;

    /// <summary>All literals.</summary>
    public IEnumerable<LiteralEntry> Entries => Enumerable.Range(0, Count).Select(number => this[number]);

    /// <summary>What each of them demands of the bytes around its window.</summary>
    public QuickCheck[] Checks { get; }

    /// <summary>Their numbers by their windows.</summary>
    public WindowIndex Index { get; }

    /// <summary>Two threads may both decode it; they get the same.</summary>
    public LiteralEntry this[int number] => _entries[number] ??= _embedded!.Entry(number);

    private static int SheetsFor(int literals) => Math.Max(1, (literals + LiteralsPerSheet - 1) / LiteralsPerSheet);

    /// <summary>Lays out the literals of <paramref name="rules"/>: with care, which takes seconds, or in one pass, which takes milliseconds.</summary>
    public static LiteralSheets Build(IReadOnlyList<CompiledRule> rules, ByteFold fold, bool isThorough)
    {
        var layout = new BucketLayout(fold, SheetsFor(rules.Sum(rule => rule.Literals.Count)), []);
        layout.Add(LiteralsOf(rules, 0));
        if (isThorough)
        {
            layout.Improve();
        }

        return new LiteralSheets(fold, layout.Entries);
    }

    /// <summary>The literals of the rules <paramref name="kept"/>, which are numbered anew from 0 in that order, where they are; those of <paramref name="added"/> beside them.</summary>
    public LiteralSheets Keep(IReadOnlyList<int> kept, IReadOnlyList<CompiledRule> added)
    {
        var numbers = kept.Select((old, now) => (old, now)).ToDictionary(pair => pair.old, pair => pair.now);
        LiteralEntry[] stay = [.. Entries.Where(e => numbers.ContainsKey(e.Rule)).Select(e => e with { Rule = numbers[e.Rule] })];
        var layout = new BucketLayout(_fold, Math.Max(stay.Length == 0 ? 1 : Tables.Length, SheetsFor(stay.Length + added.Sum(rule => rule.Literals.Count))), stay);
        layout.Add(LiteralsOf(added, kept.Count));
        return new LiteralSheets(_fold, layout.Entries);
    }

    private static IEnumerable<(int Rule, Literal Literal)> LiteralsOf(IReadOnlyList<CompiledRule> rules, int first) =>
        rules.SelectMany((rule, number) => rule.Literals.Select(literal => (first + number, literal)));

    private IReadOnlyList<LiteralEntry> OfSheet(int sheet) =>
        [.. Entries.Where(e => e.Bucket / LiteralTable.Buckets == sheet).Select(e => e with { Bucket = e.Bucket % LiteralTable.Buckets })];
}
