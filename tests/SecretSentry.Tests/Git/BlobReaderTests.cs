using System.Runtime.Versioning;
using SecretSentry.Git.Objects;

namespace SecretSentry.Tests.Git;

[UnsupportedOSPlatform("windows")]
public class BlobReaderTests
{
    [Fact]
    public void Contents_of_every_length_are_returned_unchanged()
    {
        using var repository = new TempRepository();
        using var reader = BlobReader.Start(repository.Top);
        foreach (var length in new[] { 0, 1, 65535, 65536, 65537, 3_000_000, 7 })
        {
            var bytes = new byte[length];
            new Random(length).NextBytes(bytes);
            File.WriteAllBytes(repository.PathOf("a.bin"), bytes);
            var id = repository.Git("hash-object", "-w", "a.bin");
            reader.TryRead(id, out var content, out var kind, out _).Should().BeTrue();
            kind.Should().Be("blob");
            content.SequenceEqual(bytes).Should().BeTrue();
        }
    }

    [Fact]
    public void A_missing_object_is_a_problem_and_the_next_one_is_read()
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", "one\n");
        using var reader = BlobReader.Start(repository.Top);
        reader.TryRead(new string('1', 40), out _, out _, out var problem).Should().BeFalse();
        problem.Should().Contain("missing");
        reader.TryRead(repository.Id("HEAD:a.txt"), out var content, out _, out _).Should().BeTrue();
        content.Length.Should().Be(4);
    }

    [Fact]
    public void A_corrupt_object_is_a_problem_and_the_next_one_is_read()
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", new string('a', 5000));
        repository.Commit("b.txt", "two\n");
        Corrupt.LooseObject(repository, repository.Id("HEAD:a.txt"));
        using var reader = BlobReader.Start(repository.Top);
        for (var round = 0; round < 2; round++)
        {
            reader.TryRead(repository.Id("HEAD:a.txt"), out _, out _, out var problem).Should().BeFalse();
            problem.Should().NotBeEmpty();
            reader.TryRead(repository.Id("HEAD:b.txt"), out var content, out _, out _).Should().BeTrue();
            content.Length.Should().Be(4);
        }
    }

    [Fact]
    public async Task A_thousand_broken_objects_do_not_block_the_reader()
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", "one\n");
        var id = repository.Id("HEAD:a.txt");
        File.SetUnixFileMode(Corrupt.PathOf(repository, id), (UnixFileMode)0b110_100_100);
        await File.WriteAllTextAsync(Corrupt.PathOf(repository, id), "no zlib at all");
        var reading = Task.Run(() =>
        {
            using var reader = BlobReader.Start(repository.Top);
            for (var i = 0; i < 1000; i++)
            {
                reader.TryRead(id, out _, out _, out _).Should().BeFalse();
            }
        });
        (await Task.WhenAny(reading, Task.Delay(TimeSpan.FromSeconds(60)))).Should()
            .BeSameAs(reading, "git's messages must not fill its pipe");
        await reading;
    }
}
