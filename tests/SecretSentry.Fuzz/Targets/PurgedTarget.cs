using SecretSentry.Fuzz.Runs;
using SecretSentry.Fuzz.Seeds;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;
using SecretSentry.Git.Push;
using SecretSentry.Purge.Apply;
using SecretSentry.Purge.References;

namespace SecretSentry.Fuzz.Targets;

/// <summary>The record of purged commits, which a repository may contain, and the journal of a purge in the git directory.</summary>
internal sealed class PurgedTarget : FuzzTarget
{
    private string _folder = "";

    public override string Name => "purged-record";

    public override IReadOnlyList<string> Words =>
        ["null", "\"purges\":", "\"firstChanged\":", "\"refs\":", "\"name\":", "\"old\":", "\"new\":", "[", "]", "{", "}", ",", "\"\"",
        "1", "\"step\":", "\"moves\":", "\"trees\":"];

    public override IEnumerable<byte[]> MakeSeeds(SeedFolder seeds)
    {
        _folder = seeds.MakeFolder("purged");
        Directory.CreateDirectory(Path.Combine(_folder, "secretsentry"));
        yield return PurgeRecords.ToBytes([]);
        yield return PurgeRecords.ToBytes([MakeRecord()]);
        JournalFile.Write(_folder, new("plan", default, [], ["line"], [], 0));
        yield return File.ReadAllBytes(Path.Combine(_folder, "secretsentry", "purge-journal.json"));
    }

    public override void Run(byte[] input)
    {
        try
        {
            var purges = PurgeRecords.Parse(input, "file");
            _ = new PurgedCommits("/", purges).FindIn([default(ObjectId)], "main");
        }
        catch (GitException)
        {
            ReadJournal(input);
        }
    }

    private void ReadJournal(byte[] input)
    {
        File.WriteAllBytes(Path.Combine(_folder, "secretsentry", "purge-journal.json"), input);
        try
        {
            _ = JournalFile.Read(_folder);
        }
        catch (PurgeException)
        {
            return;
        }
    }

    private static PurgeRecord MakeRecord() => new(DateTimeOffset.UnixEpoch, [new string('a', 40)],
        [new("refs/heads/main", new string('a', 40), new string('b', 40))]);
}
