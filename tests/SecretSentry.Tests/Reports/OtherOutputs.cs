using System.Globalization;
using System.Runtime.Versioning;
using System.Text;
using SecretSentry.Git.Push;
using SecretSentry.Hooks;
using SecretSentry.Purge.Plan;
using SecretSentry.Scanning.Decision;
using SecretSentry.Scanning.Explain;
using SecretSentry.Tests.Git;

namespace SecretSentry.Tests.Reports;

/// <summary>Writes what the commands other than <c>scan</c> print, with other people's texts in all places.</summary>
[UnsupportedOSPlatform("windows")]
internal static class OtherOutputs
{
    private const string Id = "0123456789abcdef0123456789abcdef01234567";

    /// <summary>Writes a diagnosis as <c>doctor</c> does.</summary>
    public static string WriteDiagnosis(Func<string> next, bool isJson)
    {
        WorktreeDiagnosis[] worktrees =
        [
            .. Enumerable.Range(0, 4).Select(_ => new WorktreeDiagnosis(next(), next(), next(),
                [.. Enumerable.Range(0, 3).Select(_ => new HookDiagnosis("pre-commit", next(), HookState.Broken, next()))], next(), false)),
        ];
        if (isJson)
        {
            using var bytes = new MemoryStream();
            DiagnosisJson.Write(bytes, new(2, 39), "program", worktrees);
            return Encoding.UTF8.GetString(bytes.ToArray());
        }

        using var output = new StringWriter { NewLine = "\n" };
        DiagnosisText.Write(output, new(2, 39), ("1.2.3", next()), worktrees);
        return output.ToString();
    }

    /// <summary>Writes a plan as <c>purge plan</c> prints it, or the file with its steps.</summary>
    public static string WritePlan(Func<string> next, bool isFile)
    {
        RefMove[] moves = [.. MakeMoves(next)];
        var plan = new PurgePlan
        {
            Created = DateTimeOffset.UnixEpoch,
            Repository = MakePath(next),
            CommonDirectory = next(),
            Salt = "salt",
            Needles = [.. Enumerable.Range(0, 4).Select(_ => new PlannedNeedle(next(), "hash", 2, next()))],
            Cover = new(false, false, false, false, false),
            RefGlobs = [],
            Refs = new([], [], []),
            Blobs = [],
            Summary = new()
            {
                OtherFiles = Make(4, next),
                LfsObjects = [Id],
                Submodules = 1,
                Superproject = MakePath(next),
                TipPaths = Make(8, next),
                Obstacles = Make(4, next),
                FirstChanged = [Id],
                Moves = moves,
            },
        };
        if (isFile)
        {
            return PlanText.Format(plan, moves, plan.Repository, Make(3, next), isApplied: false);
        }

        using var output = new StringWriter { NewLine = "\n" };
        new PlanOverview(output).Write(plan, next());
        return output.ToString();
    }

    /// <summary>
    /// Explains lines of a file in a real repository with a rule of its own, as <c>explain</c> does. Some of the rule's texts cannot stand
    /// in a configuration; they are left out.
    /// </summary>
    public static string WriteExplanation(Func<string> next)
    {
        using var repository = new TempRepository();
        repository.Write(".secretsentry.toml", $"""
            [[rules]]
            id = "own-rule"
            description = "{EscapeToml(next())}"
            rotate = "{EscapeToml(next())}"
            regex = '''.+'''
            confidence = "high"
            """);
        string[] lines = Make(38, () => next().ReplaceLineEndings(" "));
        File.WriteAllBytes(repository.PathOf("a.txt"), Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        using var output = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var explanation = new ExplanationWriter(ScanSetup.Load(new(repository.Top)), output);
        for (var line = 1; line <= lines.Length; line++)
        {
            explanation.WriteLine("a.txt", line);
        }

        return output.ToString();
    }

    /// <summary>No path of the system has two slashes in a row, as a URL has.</summary>
    private static string MakePath(Func<string> next)
    {
        var text = next().Replace("\0", "", StringComparison.Ordinal);
        return text.Contains("//", StringComparison.Ordinal) ? MakePath(next) : "/" + text;
    }

    private static string[] Make(int count, Func<string> next) => [.. Enumerable.Range(0, count).Select(_ => next())];

    private static IEnumerable<RefMove> MakeMoves(Func<string> next)
    {
        foreach (var prefix in new[] { "refs/heads/", "refs/tags/", "refs/remotes/origin/", "refs/pull/" })
        {
            foreach (var name in Make(3, next))
            {
                yield return new(prefix + Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(name)), Id, new string('a', 40));
            }
        }
    }

    private static string EscapeToml(string text) => string.Concat(text.EnumerateRunes().Where(rune => rune.Value is not (0 or 0xfffd))
        .Select(rune => $"\\U{rune.Value:x8}"));
}
