using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Literals;

namespace SecretSentry.Engine.Layout;

/// <summary>
/// All literals of a rule set, laid out for the kernels of one <see cref="LookupKind"/>, on as many tables as keep their buckets sparse. A
/// kernel has registers for 32 buckets; twice the literals in them raise four times the false alarms, so beyond some number a second pass
/// over bytes that are in the cache already costs less.
/// </summary>
internal sealed class LiteralSheets
{
    /// <summary>
    /// A pass over one more table costs as much as so many alarms, as a share of positions; measured with AVX-512, where a pass is
    /// cheapest.
    /// </summary>
    private const double AlarmsForTable = 0.03;

    private readonly LiteralEntry?[] _entries;
    private readonly EmbeddedLiterals? _embedded;

    private LiteralSheets(LookupKind kind, IEnumerable<LiteralEntry> entries, int tables)
    {
        LiteralEntry[] all = [.. entries.OrderBy(entry => entry.Bucket)];
        (Kind, _entries, Checks, Index) = (kind, all, [.. all.Select(QuickCheck.Of)], WindowIndex.Of(all));
        Tables = [.. Enumerable.Range(0, tables).Select(table => LiteralTable.Of(kind, OfTable(table)))];
        ListChecks = ChecksOfLists();
    }

    /// <summary>What the pattern compiler embedded; a literal is decoded when it is first asked for.</summary>
    public LiteralSheets(EmbeddedLiterals embedded)
    {
        (Kind, _embedded, _entries) = (embedded.Kind, embedded, new LiteralEntry?[embedded.Count]);
        (Checks, Index) = (embedded.Checks(), embedded.Index);
        Tables = [.. embedded.Lookups().Select((lookup, table) => new LiteralTable(lookup, () => OfTable(table)))];
        ListChecks = ChecksOfLists();
    }

    /// <summary>Which kernels they are laid out for.</summary>
    public LookupKind Kind { get; }

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

    /// <summary>
    /// Lays out literals, those of each of the <paramref name="rules"/>: with care, which takes a minute, when it is known which windows
    /// are
    /// <paramref name="common"/>; else in one pass, which takes milliseconds.
    /// </summary>
    public static LiteralSheets Build(LookupKind kind, IReadOnlyList<IReadOnlyList<Literal>> rules, CommonWindows? common = null) =>
        Place(kind, [], LiteralsOf(rules, 0), 1, common);

    /// <summary>
    /// The literals of the rules <paramref name="kept"/>, which are numbered anew from 0 in that order, where they are; those of
    /// <paramref name="added"/> beside them.
    /// </summary>
    public LiteralSheets Keep(IReadOnlyList<int> kept, IReadOnlyList<IReadOnlyList<Literal>> added)
    {
        var numbers = kept.Select((old, now) => (old, now)).ToDictionary(pair => pair.old, pair => pair.now);
        LiteralEntry[] stay = [.. Entries.Where(e => numbers.ContainsKey(e.Rule)).Select(e => e with { Rule = numbers[e.Rule] })];
        return Place(Kind, stay, LiteralsOf(added, kept.Count), stay.Length == 0 ? 1 : Tables.Length, null);
    }

    /// <summary>
    /// Literals beside those that stay where they are, each by its rarest window, the most frequent first: on <paramref name="tables"/>
    /// tables, or more of them as long as each spares more alarms than it costs; of those of literals placed already it can spare none.
    /// </summary>
    private static LiteralSheets Place(LookupKind kind, LiteralEntry[] stay, IEnumerable<(int Rule, Literal Literal)> literals, int tables,
        CommonWindows? common)
    {
        var added = literals.OrderByDescending(one => one.Literal.Window.Rate).ToArray();
        var best = On(tables);
        while (best.Added > AlarmsForTable && On(tables + 1) is var next && next.Added < best.Added - AlarmsForTable)
        {
            (best, tables) = (next, tables + 1);
        }

        return new(kind, best.Entries, tables);

        (LiteralEntry[] Entries, double Added) On(int count)
        {
            var layout = new BucketLayout(count * LiteralTable.Buckets, stay.Select(entry => (kind.See(entry.Window), entry.Bucket)));
            LiteralEntry[] entries =
                [.. stay,
                .. added.Select(one => Entry(one.Rule, one.Literal,
                layout.Place(kind.See(ClassWindow.Of(one.Literal.Sets, one.Literal.Window.Offset)), one.Literal.Window.Rate)))];
            return common is null ? (entries, layout.Rate - layout.PlacedRate)
                : LayoutAnnealing.Improve(kind, entries, count * LiteralTable.Buckets, common);
        }
    }

    private static LiteralEntry Entry(int rule, Literal literal, int bucket) =>
        new(rule, literal.Sets, literal.Window.Offset, literal.MinOffset, literal.MaxOffset, literal.AtBoundary, literal.IsGate, bucket)
        {
            Around = literal.Around,
        };

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

    private static IEnumerable<(int Rule, Literal Literal)> LiteralsOf(IReadOnlyList<IReadOnlyList<Literal>> rules, int first) =>
        rules.SelectMany((literals, number) => literals.Select(literal => (first + number, literal)));

    private IReadOnlyList<LiteralEntry> OfTable(int table) =>
        [.. Entries.Where(e => e.Bucket / LiteralTable.Buckets == table).Select(e => e with { Bucket = e.Bucket % LiteralTable.Buckets })];
}
