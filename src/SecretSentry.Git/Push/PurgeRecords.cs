using System.Text.Json;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;

namespace SecretSentry.Git.Push;

/// <summary>
/// The record of purges: <c>secretsentry/purged.json</c> in the git directory, or <c>.secretsentry/purged.json</c> committed to the
/// repository. It is written by <c>purge apply</c> and read by <see cref="PurgedCommits"/>.
/// </summary>
public sealed record PurgeRecords(int Version, IReadOnlyList<PurgeRecord> Purges)
{
    /// <summary>Path of the record in the git directory.</summary>
    public const string FileName = "secretsentry/purged.json";

    /// <summary>Path of the record in the tree of HEAD, so that clones receive it.</summary>
    public const string CommittedName = ".secretsentry/purged.json";

    /// <summary>Returns the content of the file that records <paramref name="purges"/>.</summary>
    public static byte[] ToBytes(IReadOnlyList<PurgeRecord> purges) =>
        JsonSerializer.SerializeToUtf8Bytes(new(1, purges), PurgeRecordJson.Default.PurgeRecords);

    /// <summary>Returns the purges that a file records. <paramref name="name"/> is used in the error message.</summary>
    /// <exception cref="GitException">The content is not a valid record.</exception>
    public static IReadOnlyList<PurgeRecord> Parse(byte[] content, string name)
    {
        try
        {
            var purges = JsonSerializer.Deserialize(content, PurgeRecordJson.Default.PurgeRecords)?.Purges;
            return purges is not null && purges.All(IsComplete) ? purges : throw new JsonException();
        }
        catch (JsonException)
        {
            throw new GitException(GitErrorKind.CommandFailed,
                $"'{name}', the list of purged commits, is not valid; restore the file that 'secretsentry purge apply' wrote");
        }
    }

    /// <summary>
    /// Whether nothing is missing, and what is printed in commands is an id. JSON can put null anywhere, whatever the types say.
    /// </summary>
    private static bool IsComplete(PurgeRecord? purge) => purge is { FirstChanged: not null, Refs: not null }
        && purge.FirstChanged.All(IsId) && purge.Refs.All(move => move is { Name: not null } && IsId(move.Old) && IsId(move.New));

    private static bool IsId(string? text) => ObjectId.TryParse((text ?? "").AsSpan(), out _);
}
