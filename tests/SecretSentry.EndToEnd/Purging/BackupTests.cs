namespace SecretSentry.EndToEnd.Purging;

/// <summary>The backup is the only way back, so no later purge may overwrite it.</summary>
public class BackupTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_second_purge_does_not_overwrite_the_backup_of_the_first(bool hasLostItsBundle)
    {
        using var repository = new PurgedRepository(33);
        var other = "t" + Generate.Random(23, 7133);
        var before = repository.Commit("a", $"{repository.Secret}\n{other}\n");
        var backup = Path.Combine(repository.Outside, "backup");
        repository.Purge(apply: ["--in-place", "--backup", backup]);
        var (between, kept) = (repository.Head, PurgedRepository.Contents(backup));
        between.Should().NotBe(before);
        if (hasLostItsBundle)
        {
            File.Delete(Path.Combine(backup, "backup.bundle"));
            kept = PurgedRepository.Contents(backup);
        }

        File.WriteAllText(repository.Rules, $"literal:{other}\n");
        var plan = Path.Combine(repository.Outside, "second");
        var planned = repository.Secretsentry("purge", "plan", "--replace-text", repository.Rules, "--out", plan);
        planned.ExitCode.Should().Be(1, planned.All);
        var refused = repository.Secretsentry("purge", "apply", plan, "--yes", "--in-place", "--backup", backup);
        refused.ExitCode.Should().Be(2, refused.All);
        refused.Error.Should().Contain("contains the backup of another purge").And.Contain("--backup").And.NotContain(other);
        repository.Head.Should().Be(between);
        PurgedRepository.Contents(backup).Should().Be(kept);

        var applied = repository.Secretsentry("purge", "apply", plan, "--yes", "--in-place", "--backup", backup + "-of-second");
        applied.ExitCode.Should().Be(0, applied.All);
        repository.Git("show", "HEAD:a").Should().NotContainAny(repository.Secret, other);
        PurgedRepository.Contents(backup).Should().Be(kept);
    }
}
