using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Literals;

namespace SecretSentry.Engine.Layout;

/// <summary>
/// All literals of a rule set, laid out for the kernels of one <see cref="LookupKind"/>, on as many tables as keep their buckets sparse. A
/// kernel has registers for 32 buckets; twice the literals in them raise four times the false alarms, so beyond some number a second pass
/// over bytes that are in the cache already costs less.
/// </summary>
internal sealed class LiteralIndex
{
    /// <summary>
    /// A pass over one more table costs as much as so many alarms, as a share of positions; measured with AVX-512, where a pass is
    /// cheapest.
    /// </summary>
    private const double CandidatesPerTable = 0.03;

    private readonly LiteralEntry?[] _entries;
    private readonly EmbeddedLiterals? _embedded;

    private LiteralIndex(LookupKind kind, IEnumerable<LiteralEntry> entries, int tables)
    {
        LiteralEntry[] all = [.. entries.OrderBy(entry => entry.Bucket)];
        (Kind, _entries, Checks, Index) = (kind, all, [.. all.Select(QuickCheck.Create)], WindowIndex.Create(all));
        Tables = [.. Enumerable.Range(0, tables).Select(table => LiteralTable.Create(kind, GetTableEntries(table)))];
        ListChecks = BuildListChecks();
    }

    /// <summary>What the pattern compiler embedded; a literal is decoded when it is first asked for.</summary>
    public LiteralIndex(EmbeddedLiterals embedded)
    {
        (Kind, _embedded, _entries) = (embedded.Kind, embedded, new LiteralEntry?[embedded.Count]);
        (Checks, Index) = (embedded.ReadChecks(), embedded.Index);
        Tables = [.. embedded.ReadLookups().Select((lookup, table) => new LiteralTable(lookup, () => GetTableEntries(table)))];
        ListChecks = BuildListChecks();
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
    public LiteralEntry this[int number] => _entries[number] ??= _embedded!.ReadEntry(number);

    /// <summary>
    /// Lays out literals, those of each of the <paramref name="rules"/>: with care, which takes a minute, when it is known which windows
    /// are
    /// <paramref name="common"/>; else in one pass, which takes milliseconds.
    /// </summary>
    public static LiteralIndex Build(LookupKind kind, IReadOnlyList<IReadOnlyList<Literal>> rules, CommonWindows? common = null) =>
        Arrange(kind, [], EnumerateLiterals(rules, 0), 1, common);

    /// <summary>
    /// The literals of the rules <paramref name="kept"/>, which are numbered anew from 0 in that order, where they are; those of
    /// <paramref name="added"/> beside them.
    /// </summary>
    public LiteralIndex Keep(IReadOnlyList<int> kept, IReadOnlyList<IReadOnlyList<Literal>> added)
    {
        var numbers = kept.Select((old, now) => (old, now)).ToDictionary(pair => pair.old, pair => pair.now);
        LiteralEntry[] stay = [.. Entries.Where(e => numbers.ContainsKey(e.Rule)).Select(e => e with { Rule = numbers[e.Rule] })];
        return Arrange(Kind, stay, EnumerateLiterals(added, kept.Count), stay.Length == 0 ? 1 : Tables.Length, null);
    }

    /// <summary>
    /// Literals beside those that stay where they are, each by its rarest window, the most frequent first: on <paramref name="tables"/>
    /// tables, or more of them as long as each spares more alarms than it costs; of those of literals placed already it can spare none.
    /// </summary>
    private static LiteralIndex Arrange(LookupKind kind, LiteralEntry[] stay, IEnumerable<(int Rule, Literal Literal)> literals, int tables,
        CommonWindows? common)
    {
        var added = literals.OrderByDescending(item => item.Literal.Window.Rate).ToArray();
        var best = ArrangeOn(tables);
        while (best.Added > CandidatesPerTable && ArrangeOn(tables + 1) is var next && next.Added < best.Added - CandidatesPerTable)
        {
            (best, tables) = (next, tables + 1);
        }

        return new(kind, best.Entries, tables);

        (LiteralEntry[] Entries, double Added) ArrangeOn(int count)
        {
            var layout = new BucketLayout(count * LiteralTable.Buckets, stay.Select(entry => (kind.See(entry.Window), entry.Bucket)));
            LiteralEntry[] entries =
                [.. stay,
                .. added.Select(item => CreateEntry(item.Rule, item.Literal,
                layout.Assign(kind.See(ClassWindow.Create(item.Literal.Sets, item.Literal.Window.Offset)), item.Literal.Window.Rate)))];
            return common is null ? (entries, layout.Rate - layout.PlacedRate)
                : LayoutAnnealing.Improve(kind, entries, count * LiteralTable.Buckets, common);
        }
    }

    private static LiteralEntry CreateEntry(int rule, Literal literal, int bucket) =>
        new(rule, literal.Sets, literal.Window.Offset, literal.MinOffset, literal.MaxOffset, literal.NeedsBoundary, literal.IsKeyword,
            bucket)
        {
            Around = literal.Around,
        };

    private QuickCheck[] BuildListChecks()
    {
        var checks = new QuickCheck[Index.Lists];
        for (var list = 0; list < checks.Length; list++)
        {
            var literals = Index.GetLiterals(list);
            checks[list] = Checks[literals[0]];
            foreach (var literal in literals[1..])
            {
                checks[list] = checks[list].Intersect(Checks[literal]);
            }
        }

        return checks;
    }

    private static IEnumerable<(int Rule, Literal Literal)> EnumerateLiterals(IReadOnlyList<IReadOnlyList<Literal>> rules, int first) =>
        rules.SelectMany((literals, number) => literals.Select(literal => (first + number, literal)));

    private IReadOnlyList<LiteralEntry> GetTableEntries(int table) =>
        [.. Entries.Where(e => e.Bucket / LiteralTable.Buckets == table).Select(e => e with { Bucket = e.Bucket % LiteralTable.Buckets })];
}
