using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;

namespace SecretSentry.Git.Push;

/// <summary>An update of one ref, as git passes it to a hook.</summary>
/// <param name="Name">Name of the ref on the receiving side.</param>
/// <param name="New">New id of the ref; zero when it is deleted.</param>
/// <param name="Old">Id of the ref on the receiving side, as far as the sender knows; zero when there is none.</param>
public sealed record RefUpdate(string Name, ObjectId New, ObjectId Old)
{
    /// <summary>Maximum length in bytes of the list of refs.</summary>
    private const int MaxLength = 512 * 1024 * 1024;

    /// <summary>Reads the standard input of pre-push: "local-ref SP new SP remote-ref SP old LF" (githooks manual).</summary>
    /// <exception cref="FormatException">A line does not have that form.</exception>
    public static IReadOnlyList<RefUpdate> ReadPrePush(Stream input) =>
        Read(input, 4, parts => new(parts[2], ParseId(parts[1]), ParseId(parts[3])));

    /// <summary>Reads the standard input of pre-receive: "old SP new SP ref LF" (githooks manual).</summary>
    /// <exception cref="FormatException">A line does not have that form.</exception>
    public static IReadOnlyList<RefUpdate> ReadPreReceive(Stream input) =>
        Read(input, 3, parts => new(parts[2], ParseId(parts[1]), ParseId(parts[0])));

    private static List<RefUpdate> Read(Stream input, int count, Func<string[], RefUpdate> make)
    {
        using var all = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; (read = input.Read(buffer)) > 0 && all.Length <= MaxLength;)
        {
            all.Write(buffer, 0, read);
        }

        if (all.Length > MaxLength)
        {
            throw new FormatException("the list of refs on standard input is longer than 512 MB");
        }

        var updates = new List<RefUpdate>();
        foreach (var line in GitProgram.DecodeText(all.GetBuffer().AsSpan(0, (int)all.Length))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = line.Split(' ');
            updates.Add(parts.Length == count ? make(parts)
                : throw new FormatException($"standard input contains the line '{line}', but git passes {count} words; call this hook from "
                + $"git"));
        }

        return updates;
    }

    private static ObjectId ParseId(string digits) =>
        ObjectId.TryParse(digits, out var id) ? id
            : throw new FormatException($"standard input contains the object id '{digits}'; git passes 40 or 64 hexadecimal digits");
}
