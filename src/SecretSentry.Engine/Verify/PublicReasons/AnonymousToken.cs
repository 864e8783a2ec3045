using System.Text.Json;
using SecretSentry.Engine.Verify.Checks;

namespace SecretSentry.Engine.Verify.PublicReasons;

/// <summary>
/// A JSON web token whose claims name the role of users who are not logged in, as PostgREST and Supabase give it to web pages. The claims
/// are signed: a token of another role cannot be made to look like one.
/// </summary>
internal static class AnonymousToken
{
    private const string Role = "role";

    public static bool IsPublic(ReadOnlySpan<byte> content, int start, int end)
    {
        var token = content[start..end];
        var first = token.IndexOf((byte)'.');
        var claims = first < 0 ? default : token[(first + 1)..];
        var last = claims.IndexOf((byte)'.');
        using var read = last <= 0 ? null : JsonToken.Read(claims[..last]);
        return read is not null && read.RootElement.TryGetProperty(Role, out var role) && role.ValueKind == JsonValueKind.String
            && role.GetString() is "anon" or "anonymous";
    }
}
