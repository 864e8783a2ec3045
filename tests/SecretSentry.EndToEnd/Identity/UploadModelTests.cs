using System.Text.Json;

namespace SecretSentry.EndToEnd.Identity;

/// <summary>
/// What code scanning does with uploads, as a small model: an upload closes the open alerts of its category that it does not contain. The
/// category is the id of the run up to its last slash. The service finds an alert again by rule, path and fingerprint.
/// </summary>
public class UploadModelTests
{
    [Theory]
    [InlineData("--history")]
    [InlineData(".")]
    public void Uploading_the_whole_and_then_changes_only_closes_nothing(string whole)
    {
        using var repository = new TempRepository();
        repository.Write("a.txt", $"id {Generate.AwsKeyId(1)}\n");
        Commit(repository, "one");
        repository.Write("b.txt", $"id {Generate.AwsKeyId(2)}\n");
        Commit(repository, "two");
        var alerts = new Dictionary<string, HashSet<string>>();
        Upload(alerts, repository, whole == "." ? [] : [whole]).Should().Be(0);
        alerts.Values.Sum(open => open.Count).Should().Be(2);
        repository.Write("c.txt", "clean\n");
        Commit(repository, "three");
        string[][] parts = [["--range", "HEAD~1..HEAD"], ["--staged"], ["--history", "--reachable"], ["c.txt"], ["--include", "c.txt"]];
        foreach (var part in parts)
        {
            Upload(alerts, repository, part).Should().Be(0, string.Join(' ', part));
        }

        File.Delete(Path.Combine(repository.Folder, "b.txt"));
        Commit(repository, "four");
        Upload(alerts, repository, whole == "." ? [] : [whole]).Should().Be(whole == "." ? 1 : 0, "a history still contains it");
    }

    [Fact]
    public void The_action_uploads_the_whole_history()
    {
        var action = File.ReadAllText(Path.Combine(Programs.Top, "action.yml"));
        action.Should().Contain("SECRETSENTRY_UPLOAD: ${{ inputs.upload-sarif }}").And.NotContain("category:");
    }

    private static void Commit(TempRepository repository, string message)
    {
        repository.Git("add", "-A");
        repository.Commit(message);
    }

    /// <summary>Returns how many alerts the upload closes.</summary>
    private static int Upload(Dictionary<string, HashSet<string>> alerts, TempRepository repository, string[] arguments)
    {
        using var log = JsonDocument.Parse(repository.Secretsentry(["scan", .. arguments, "--format", "sarif"]).Output);
        var closed = 0;
        foreach (var run in log.RootElement.GetProperty("runs").EnumerateArray())
        {
            var id = run.GetProperty("automationDetails").GetProperty("id").GetString()!;
            var found = run.GetProperty("results").EnumerateArray().Select(GetKey).ToHashSet();
            closed += alerts.GetValueOrDefault(id[..id.LastIndexOf('/')], []).Count(alert => !found.Contains(alert));
            alerts[id[..id.LastIndexOf('/')]] = found;
        }

        return closed;
    }

    private static string GetKey(JsonElement result)
    {
        var fingerprints = result.GetProperty("partialFingerprints");
        fingerprints.EnumerateObject().Should().OnlyContain(entry => entry.Name.StartsWith("secretsentry/"),
            "the other names are the service's");
        var location = result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation");
        return $"{result.GetProperty("ruleId")} {location.GetProperty("uri")} {fingerprints.GetProperty("secretsentry/v2")}";
    }
}
