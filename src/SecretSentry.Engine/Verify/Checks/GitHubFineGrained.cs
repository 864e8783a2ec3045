using System.Security.Cryptography;

namespace SecretSentry.Engine.Verify.Checks;

/// <summary>
/// <c>github_pat_</c> tokens: of the 93 characters, those from 77 to 84 are the first eight base-32 digits of the SHA-256 of the 77 before.
/// This is not published by GitHub and was seen on only two tokens, so the check may confirm a token but never reject one.
/// </summary>
internal static class GitHubFineGrained
{
    private const int Covered = 77;

    public static bool IsValid(ReadOnlySpan<byte> token)
    {
        if (token.Length != 93)
        {
            return false;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(token[..Covered], hash);
        for (var i = 0; i < 8; i++)
        {
            if (token[Covered + i] != Base32.GetDigit(hash, i))
            {
                return false;
            }
        }

        return true;
    }
}
