using System.Buffers.Binary;
using SecretSentry.Engine.Candidates;
using SecretSentry.Engine.Features;
using SecretSentry.Training.Fit;
using SecretSentry.Training.Page;
using SecretSentry.Training.Rows;
using SecretSentry.Training.Study;

namespace SecretSentry.Training;

/// <summary>
/// Trains the judge's table from a work folder: <c>train/</c> (labelled code), <c>ordinary/</c> (projects) and <c>words.bin</c>.
/// </summary>
internal sealed class Trainer : IDisposable
{
    private static readonly Booster.Settings OfWhole = new(Trees: 400, Leaves: 16, Rate: 0.045, MinExamples: 30);

    private static readonly Booster.Settings OfCore = new(Trees: 120, Leaves: 12, Rate: 0.1, MinExamples: 20);

    private static readonly Booster.Settings OfFirst = new(Trees: 60, Leaves: 16, Rate: 0.15, MinExamples: 20);

    /// <summary>Of a thousand secrets that whole and core would report the first forest may drop so many.</summary>
    private const int FirstLoss = 2;

    /// <summary>Copies of the labelled code with human passwords.</summary>
    private const int Copies = 3;

    private const float CopyWeight = 0.25f;

    /// <summary>Copies of the labelled code with values that are no secrets.</summary>
    private const int Samples = 2;

    private const float SampleWeight = 0.1f;

    private const int GeneratedFiles = 8000;

    private const float GeneratedWeight = 0.06f;

    private const int Notes = 12000;

    private const float NoteWeight = 0.1f;

    /// <summary>Of the files of ordinary projects one in so many is taken.</summary>
    private const int OrdinaryInterval = 4;

    private const float OrdinaryExampleWeight = 0.15f;

    /// <summary>Of the files of ordinary projects one in so many gets other values.</summary>
    private const int TransplantInterval = 2;

    private const float TransplantWeight = 0.25f;

    private const float TransplantExampleWeight = TransplantWeight * OrdinaryExampleWeight;

    private readonly LabelledCode _code;
    private readonly Corpus _real;
    private readonly Corpus _copies;
    private readonly Corpus _samples;
    private readonly Corpus _ordinary;
    private readonly Corpus _transplants;
    private readonly Corpus _generated;
    private readonly Corpus _notes;
    private readonly byte[] _words;

    /// <summary>Reads all texts and extracts their candidates: minutes.</summary>
    public Trainer(string work)
    {
        _words = File.ReadAllBytes(Path.Combine(work, "words.bin"));
        _code = new(Path.Combine(work, "train"));
        var maker = new RowMaker(Commands.ReadWordModel(Path.Combine(work, "words.bin")));
        _real = new(maker);
        _copies = new(maker);
        _samples = new(maker);
        _ordinary = new(maker);
        _transplants = new(maker);
        _generated = new(maker);
        _notes = new(maker);
        _real.Add(_code);
        for (var copy = 1; copy <= Copies; copy++)
        {
            _copies.AddWordCopies(_code, copy, CopyWeight);
        }

        for (var copy = 1; copy <= Samples; copy++)
        {
            _samples.AddSampleCopies(_code, copy, SampleWeight);
        }

        foreach (var project in OrdinaryCode.EnumerateProjects(Path.Combine(work, "ordinary")))
        {
            _ordinary.AddOrdinary(project, OrdinaryInterval, OrdinaryExampleWeight);
            _transplants.AddTransplants(project, TransplantInterval, seed: 3, TransplantWeight, TransplantExampleWeight);
        }

        _generated.AddGenerated(seed: 1, GeneratedFiles, GeneratedWeight);
        _notes.AddNotes(seed: 2, Notes, NoteWeight);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _real.Dispose();
        _copies.Dispose();
        _samples.Dispose();
        _ordinary.Dispose();
        _transplants.Dispose();
        _generated.Dispose();
        _notes.Dispose();
    }

    /// <summary>Cross-validates and trains the forests.</summary>
    /// <param name="table">Receives the table.</param>
    /// <param name="page">Receives the page about it, in Markdown.</param>
    /// <param name="scored">Receives the scores of the labelled lines, one a line.</param>
    /// <param name="isStudied">Whether the page has ablation and learning curves, which takes sixteen more cross-validations.</param>
    public void Run(string table, string page, string scored, bool isStudied)
    {
        var whole = Part(AllFeatures, OfWhole, LevelRule.Whole);
        var core = Part(CoreFeatures, OfCore, LevelRule.Core);
        var lines = JudgedLine.FromRows(_real.Rows, whole.Scores, [.. _real.Rows.Select((_, i) => GetLevel(whole, core, i))]);
        var calibration = new Calibration(lines);
        var first = Part([.. FirstFeatures.All.Select(feature => (int)feature)], OfFirst, LevelRule.Whole);
        var firstForest = FirstForest.Find(Labelled, first, whole, core, FirstLoss);
        File.WriteAllBytes(table, [.. BuildTable(whole, core, first, firstForest.Least),
            .. TableExtras.Write(calibration, [.. Labelled, .. Unlabelled], whole.Table, core.Table)]);
        InputText[] inputs =
        [
            DescribeInput("labelled code", _real),
            DescribeInput("copies of it with human passwords", _copies),
            DescribeInput("copies of it with values that are not secrets", _samples),
            DescribeInput("ordinary projects", _ordinary),
            DescribeInput("places of ordinary projects with other values", _transplants),
            DescribeInput("generated", _generated),
            DescribeInput("generated notes", _notes),
        ];
        var all = new StudyRows(_real.Rows, _copies.Rows, _samples.Rows, [.. _ordinary.Rows, .. _transplants.Rows],
            [_generated.Rows, _notes.Rows], _code);
        var tried = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "tried.md"));
        var input = new PageInput(inputs, all, whole, core, firstForest, calibration, lines, new FileInfo(table).Length) { Tried = tried };
        File.WriteAllText(page, JudgePage.Write(input, isStudied ? new StudyRun(all) : null));
        File.WriteAllLines(scored, _real.Rows.Select((row, i) => $"{whole.Scores[i]}\t{(int)row.Class}\t{row.Unit}\t{row.Kind}\t"
            + $"{row.Location.Path}\t{row.Location.Line}\t{row.Location.Start}\t{row.Location.Length}\t"
            + $"{(ValueOperator)row.Features[(int)Feature.Operator]}"));
    }

    private static InputText DescribeInput(string name, Corpus corpus) =>
        new(name, corpus.FormatManifest(), corpus.Rows.Count, corpus.Rows.Count(row => row.Class == Class.Secret));

    /// <summary>The level that both forests give a labelled row together.</summary>
    private int GetLevel(TrainedForest whole, TrainedForest core, int row) =>
        Math.Max(Math.Min(whole.Least.Count(least => whole.Scores[row] >= least), GetMaxLevel(row)),
            core.Least.Count(least => core.Scores[row] >= least) - 1);

    private int GetMaxLevel(int row) => TestVectors.GetMaxLevel([.. _real.Rows[row].Features.Select(value => (int)value)]);

    /// <summary>Labelled code, then its copies: in this order scores stand.</summary>
    private Row[] Labelled => [.. _real.Rows, .. _copies.Rows];

    /// <summary>All that comes from labelled repositories.</summary>
    private Row[] OfRepositories => [.. Labelled, .. _samples.Rows];

    private Row[] Unlabelled => [.. _ordinary.Rows, .. _transplants.Rows, .. _generated.Rows, .. _notes.Rows];

    private static HashSet<int> AllFeatures => [.. Enumerable.Range(0, (int)Feature.Count)];

    /// <summary>Value, name, and what joins them: nothing that somebody may write around them.</summary>
    private static HashSet<int> CoreFeatures => [.. Enumerable.Range(0, (int)Feature.LineIndent).Except([(int)Feature.IsInComment])];

    private TrainedForest Part(HashSet<int> features, Booster.Settings settings, LevelRule rule)
    {
        var (labelled, more) = (OfRepositories, Unlabelled);
        var (scores, gains) = new CrossValidation(_code, features, settings).ComputeScores(labelled, Labelled, more);
        var least = rule.GetLeastScores(new LineCurve(_real.Rows, scores[.._real.Rows.Count], _code.UnitKinds.Count));
        var rows = labelled.Concat(more).Where(row => row.Class != Class.Unknown)
            .Select(row => (row.Features, row.Class == Class.Secret, row.Weight)).ToArray();
        return new(Booster.Train(rows, features, settings).Table, scores, least, gains);
    }

    /// <summary>The form that <see cref="JudgeModel"/> reads.</summary>
    private byte[] BuildTable(TrainedForest whole, TrainedForest core, TrainedForest first, int firstLeast)
    {
        using var table = new MemoryStream();
        table.Write(JudgeModel.Magic);
        table.Write(_words);
        table.Write(whole.Table);
        table.Write(core.Table);
        table.Write(first.Table);
        Span<byte> number = stackalloc byte[4];
        foreach (var least in whole.Least.Concat(core.Least).Append(firstLeast))
        {
            BinaryPrimitives.WriteInt32LittleEndian(number, least);
            table.Write(number);
        }

        return table.ToArray();
    }
}
