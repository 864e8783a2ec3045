using System.Text;

namespace SecretSentry.Git.Purge;

/// <summary>
/// Takes needles out of contents, one needle after the other in their order, as git-filter-repo does; each form of a needle where it stands, left to
/// right, not overlapping. Everything else stays byte for byte. May be shared by threads.
/// </summary>
internal sealed class Replacer(IReadOnlyList<Needle> needles)
{
    /// <summary>What finds them.</summary>
    public NeedleSearch Search { get; } = new(needles);

    /// <summary>The content without needles; null when none is in it. <paramref name="count"/> places were changed.</summary>
    /// <param name="content">An object.</param>
    /// <param name="fill">What is put in; null: each form's own replacement.</param>
    /// <param name="count">Places that were changed.</param>
    public byte[]? Replace(ReadOnlySpan<byte> content, Func<byte[], byte[]>? fill, out int count)
    {
        count = 0;
        if (!Search.IsIn(content))
        {
            return null;
        }

        var current = content.ToArray();
        foreach (var needle in needles)
        {
            current = needle.Regex is null ? Forms(current, needle, fill, ref count) : Pattern(current, needle, fill, ref count);
        }

        return current;
    }

    private static byte[] Forms(byte[] content, Needle needle, Func<byte[], byte[]>? fill, ref int count)
    {
        foreach (var form in needle.Forms)
        {
            if (content.AsSpan().IndexOf(form.Bytes) < 0)
            {
                continue;
            }

            var (result, put) = (new List<byte>(content.Length), fill is null ? form.Replacement : fill(form.Replacement));
            ReadOnlySpan<byte> rest = content;
            for (int at; (at = rest.IndexOf(form.Bytes)) >= 0; rest = rest[(at + form.Bytes.Length)..])
            {
                result.AddRange(rest[..at]);
                result.AddRange(put);
                count++;
            }

            result.AddRange(rest);
            content = [.. result];
        }

        return content;
    }

    private static byte[] Pattern(byte[] content, Needle needle, Func<byte[], byte[]>? fill, ref int count)
    {
        var places = 0;
        var (text, put) = (Encoding.Latin1.GetString(content), PythonPattern.Template(Encoding.Latin1.GetString(needle.Replacement)));
        var result = needle.Regex!.Replace(text, match =>
        {
            places++;
            var own = match.Result(put);
            return fill is null ? own : Encoding.Latin1.GetString(fill(Encoding.Latin1.GetBytes(own)));
        });
        count += places;
        return places == 0 ? content : Encoding.Latin1.GetBytes(result);
    }
}
