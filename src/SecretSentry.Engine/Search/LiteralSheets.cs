using SecretSentry.Engine.Rules;

namespace SecretSentry.Engine.Search;

/// <summary>
/// All literals of a rule set, on as many tables as keep their buckets sparse. A kernel has registers for 32 buckets; twice the literals in them
/// raise four times the false alarms, so beyond some number a second pass over bytes that are in the cache already costs less.
/// </summary>
internal sealed class LiteralSheets
{
    /// <summary>A pass over one more table costs as much as so many alarms, as a share of positions; measured with AVX-512, where a pass is cheapest.</summary>
    private const double AlarmsForTable = 0.03;

    private readonly LiteralEntry?[] _entries;
    private readonly EmbeddedLiterals? _embedded;

    private LiteralSheets(IEnumerable<LiteralEntry> entries, int tables)
    {
        LiteralEntry[] all = [.. entries.OrderBy(entry => entry.Bucket)];
        (_entries, Checks, Index) = (all, [.. all.Select(QuickCheck.Of)], WindowIndex.Of(all));
        Tables = [.. Enumerable.Range(0, tables).Select(table => LiteralTable.Of(OfTable(table)))];
        ListChecks = ChecksOfLists();
    }

    /// <summary>What the pattern compiler embedded; a literal is decoded when it is first asked for.</summary>
    public LiteralSheets(EmbeddedLiterals embedded)
    {
        (_embedded, _entries) = (embedded, new LiteralEntry?[embedded.Count]);
        (Checks, Index) = (embedded.Checks(), embedded.Index);
        Tables = [.. embedded.Folded().Select((folded, table) => new LiteralTable(folded, () => OfTable(table)))];
        ListChecks = ChecksOfLists();
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

    /// <summary>For each list of the index what all its literals demand.</summary>
    public QuickCheck[] ListChecks { get; }

    /// <summary>Two threads may both decode it; they get the same.</summary>
    public LiteralEntry this[int number] => _entries[number] ??= _embedded!.Entry(number);

    /// <summary>Lays out the literals of <paramref name="rules"/>: with care, which takes a minute, when it is known which windows are <paramref name="common"/>; else in one pass, which takes milliseconds.</summary>
    public static LiteralSheets Build(IReadOnlyList<CompiledRule> rules, CommonWindows? common = null) => Best(1, tables =>
    {
        var layout = new BucketLayout(tables, [], common);
        layout.Add(LiteralsOf(rules, 0));
        if (common is not null)
        {
            layout.Improve();
        }

        return layout;
    });

    /// <summary>The literals of the rules <paramref name="kept"/>, which are numbered anew from 0 in that order, where they are; those of <paramref name="added"/> beside them.</summary>
    public LiteralSheets Keep(IReadOnlyList<int> kept, IReadOnlyList<CompiledRule> added)
    {
        var numbers = kept.Select((old, now) => (old, now)).ToDictionary(pair => pair.old, pair => pair.now);
        LiteralEntry[] stay = [.. Entries.Where(e => numbers.ContainsKey(e.Rule)).Select(e => e with { Rule = numbers[e.Rule] })];
        return Best(stay.Length == 0 ? 1 : Tables.Length, tables =>
        {
            var layout = new BucketLayout(tables, stay);
            layout.Add(LiteralsOf(added, kept.Count));
            return layout;
        });
    }

    /// <summary>On <paramref name="tables"/> tables, or more of them as long as each spares more alarms than it costs; of those of literals placed already it can spare none.</summary>
    private static LiteralSheets Best(int tables, Func<int, BucketLayout> layOut)
    {
        var best = layOut(tables);
        while (best.Rate - best.PlacedRate > AlarmsForTable && layOut(tables + 1) is var next && next.Rate < best.Rate - AlarmsForTable)
        {
            (best, tables) = (next, tables + 1);
        }

        return new LiteralSheets(best.Entries, tables);
    }

    private QuickCheck[] ChecksOfLists()
    {
        var checks = new QuickCheck[Index.Lists];
        for (var list = 0; list < checks.Length; list++)
        {
            var literals = Index.Literals(list);
            checks[list] = Checks[literals[0]];
            foreach (var literal in literals[1..])
            {
                checks[list] = checks[list].Common(Checks[literal]);
            }
        }

        return checks;
    }

    private static IEnumerable<(int Rule, Literal Literal)> LiteralsOf(IReadOnlyList<CompiledRule> rules, int first) =>
        rules.SelectMany((rule, number) => rule.Literals.Select(literal => (first + number, literal)));

    private IReadOnlyList<LiteralEntry> OfTable(int table) =>
        [.. Entries.Where(e => e.Bucket / LiteralTable.Buckets == table).Select(e => e with { Bucket = e.Bucket % LiteralTable.Buckets })];
}
