using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Literals;

namespace SecretSentry.Engine.Layout;

/// <summary>
/// All literals of a rule set, laid out for the kernels of one <see cref="LookupKind"/>. There are as many tables as needed to keep their
/// buckets sparse. A kernel has registers for 32 buckets. Twice as many literals in them give four times as many false candidates. Beyond
/// some number, a second pass over bytes that are already in the cache therefore costs less.
/// </summary>
internal sealed class LiteralIndex
{
    /// <summary>
    /// The cost of a pass over one more table, in candidates as a share of positions. Measured with AVX-512, where a pass is cheapest.
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

    /// <summary>Loads what the pattern compiler embedded. A literal is decoded when it is first requested.</summary>
    public LiteralIndex(EmbeddedLiterals embedded)
    {
        (Kind, _embedded, _entries) = (embedded.Kind, embedded, new LiteralEntry?[embedded.Count]);
        (Checks, Index) = (embedded.ReadChecks(), embedded.Index);
        Tables = [.. embedded.ReadLookups().Select((lookup, table) => new LiteralTable(lookup, () => GetTableEntries(table)))];
        ListChecks = BuildListChecks();
    }

    /// <summary>The kind of kernels that the literals are laid out for.</summary>
    public LookupKind Kind { get; }

    /// <summary>The tables, one for each pass.</summary>
    public LiteralTable[] Tables { get; }

    /// <summary>
    /// Number of literals. They are numbered by bucket, and the numbers of the buckets continue from one table to the next.
    /// </summary>
    public int Count => _entries.Length;

    /// <summary>All literals.</summary>
    public IEnumerable<LiteralEntry> Entries => Enumerable.Range(0, Count).Select(number => this[number]);

    /// <summary>For each literal, what it requires of the bytes around its window.</summary>
    public QuickCheck[] Checks { get; }

    /// <summary>The numbers of the literals, by their windows.</summary>
    public WindowIndex Index { get; }

    /// <summary>For each list of the index, what all its literals require.</summary>
    public QuickCheck[] ListChecks { get; }

    /// <summary>The literal with this number. Two threads may both decode it; they get the same result.</summary>
    public LiteralEntry this[int number] => _entries[number] ??= _embedded!.ReadEntry(number);

    /// <summary>
    /// Lays out the literals of each of the <paramref name="rules"/>. If the windows that are <paramref name="common"/> are given, this is
    /// done with care and takes a minute. Otherwise it is done in one pass and takes milliseconds.
    /// </summary>
    public static LiteralIndex Build(LookupKind kind, IReadOnlyList<IReadOnlyList<Literal>> rules, CommonWindows? common = null) =>
        Arrange(kind, [], EnumerateLiterals(rules, 0), 1, common);

    /// <summary>
    /// Keeps the literals of the rules <paramref name="kept"/> where they are, and adds the literals of <paramref name="added"/>. The kept
    /// rules are numbered from 0 in the order given; the added rules follow.
    /// </summary>
    public LiteralIndex Keep(IReadOnlyList<int> kept, IReadOnlyList<IReadOnlyList<Literal>> added)
    {
        var numbers = kept.Select((old, now) => (old, now)).ToDictionary(pair => pair.old, pair => pair.now);
        LiteralEntry[] stay = [.. Entries.Where(e => numbers.ContainsKey(e.Rule)).Select(e => e with { Rule = numbers[e.Rule] })];
        return Arrange(Kind, stay, EnumerateLiterals(added, kept.Count), stay.Length == 0 ? 1 : Tables.Length, null);
    }

    /// <summary>
    /// Lays out literals in addition to those that stay where they are. Each is entered by its rarest window, the most frequent first. They
    /// are put on <paramref name="tables"/> tables. More tables are used as long as each saves more candidates than it costs. Candidates of
    /// literals that are already placed cannot be saved.
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
