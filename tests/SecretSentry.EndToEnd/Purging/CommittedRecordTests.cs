namespace SecretSentry.EndToEnd.Purging;

/// <summary>The record of a purge, committed to the repository, makes every clone refuse the old history.</summary>
public class CommittedRecordTests
{
    [Fact]
    public void A_clone_with_the_committed_record_does_not_push_the_purged_history()
    {
        using var repository = new PurgedRepository(31);
        repository.Commit("clean", "clean\n", "clean");
        var first = repository.Commit("a", $"{repository.Secret}\n", "secret");
        var old = repository.Commit("c", "more\n", "more");
        repository.Purge(apply: ["--in-place", "--clean-up"]);
        var record = Directory.CreateDirectory(Path.Combine(repository.Folder, ".secretsentry")).FullName;
        File.Copy(Path.Combine(repository.PlanFolder, "purged.json"), Path.Combine(record, "purged.json"));
        repository.Git("add", ".secretsentry");
        repository.Git("-c", "core.hooksPath=/dev/null", "commit", "-q", "-m", "record");

        var clone = Path.Combine(repository.Outside, "clone");
        repository.Git("clone", "-q", repository.Folder, clone);
        File.Exists(Path.Combine(clone, ".git", "secretsentry", "purged.json")).Should().BeFalse("only the tree holds the record");
        repository.Git("-C", clone, "config", "user.name", "C O Lleague");
        repository.Git("-C", clone, "config", "user.email", "colleague@example.invalid");
        repository.Git("-C", clone, "fetch", "-q", Path.Combine(repository.PlanFolder, "backup", "backup.bundle"), "refs/heads/main");
        repository.Git("-C", clone, "rev-parse", "FETCH_HEAD").Trim().Should().Be(old);
        repository.Git("-C", clone, "branch", "again", "FETCH_HEAD");

        var zero = new string('0', old.Length);
        foreach (var (tip, isOld) in new[] { ("again", true), (first, true), ("main", false), ("again~2", false) })
        {
            var id = repository.Git("-C", clone, "rev-parse", tip).Trim();
            var pushed = Programs.Start(Programs.Secretsentry, clone, ["hook", "pre-push", "--", "origin", "https://example.invalid/x.git"],
                input: System.Text.Encoding.ASCII.GetBytes($"refs/heads/x {id} refs/heads/x {zero}\n"));
            Check(pushed, isOld);
            Check(repository.Secretsentry("scan", "-C", clone, "--range", $"again~2..{id}"), isOld);
        }

        void Check(Run run, bool isOld)
        {
            run.ExitCode.Should().Be(isOld ? 1 : 0, run.All);
            (isOld ? run.Error.Should().Contain("restore history that was purged").And.Contain("git rebase --onto")
                : run.Error.Should().NotContain("purged")).And.NotContain(repository.Secret);
        }
    }

    [Fact]
    public void A_committed_record_that_cannot_be_read_stops_a_push()
    {
        using var repository = new PurgedRepository(32);
        var id = repository.Commit(".secretsentry/purged.json", "{\"version\":1,", "damaged record");
        var pushed = Programs.Start(Programs.Secretsentry, repository.Folder, ["hook", "pre-push", "--", "origin", "x"],
            input: System.Text.Encoding.ASCII.GetBytes($"refs/heads/x {id} refs/heads/x {new string('0', id.Length)}\n"));
        pushed.ExitCode.Should().NotBe(0, pushed.All);
        pushed.Error.Should().Contain("the list of purged commits, is not valid");
    }
}
