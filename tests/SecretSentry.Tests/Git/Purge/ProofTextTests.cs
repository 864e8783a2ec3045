using System.Globalization;
using SecretSentry.Purge.SecondReader;
using SecretSentry.Purge.Verify;

namespace SecretSentry.Tests.Git.Purge;

public class ProofTextTests
{
    [Fact]
    public void A_clean_proof_is_one_line() => Write(new(1200, 1, 2, []))
        .Should().Be("1,200 objects and 1 file searched, 2 branches compared: no secret is left.\n");

    [Fact]
    public void Each_problem_of_each_reader_has_its_own_line()
    {
        var second = new SecondReading("git 2.50", "libgit2 is not installed", 3, TimeSpan.FromSeconds(1.5), ["blob b"]);
        Write(new(3, 0, 1, ["blob a\e", "blob b"], second)).Should().Be("NOT CLEAN: blob a\\u001b\nNOT CLEAN: blob b\n"
            + "3 objects and 0 files searched, 1 branch compared: 2 places are not clean.\nNOT CLEAN (second reader): blob b\n"
            + "Second reader (git 2.50): 3 objects searched in 1.5 s: 1 place is not clean.\n"
            + "The second reader was not libgit2: libgit2 is not installed.\n");
    }

    private static string Write(PurgeProof proof)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        ProofText.Write(output, proof);
        return output.ToString().ReplaceLineEndings("\n");
    }
}
