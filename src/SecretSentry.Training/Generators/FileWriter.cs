using SecretSentry.Training.Chance;
using SecretSentry.Training.Generators.Contexts;
using SecretSentry.Training.Generators.Text;
using SecretSentry.Training.Generators.Values;
using SecretSentry.Training.Labels;

namespace SecretSentry.Training.Generators;

/// <summary>Writes one file: a path, and a frame with snippets, fillers, comments and snippets of other languages.</summary>
internal sealed class FileWriter
{
    private static readonly string[] LineEnds = ["\n", "\r\n", "\r"];

    private readonly Dice _dice;
    private readonly Language _language;
    private readonly FileStyle _style;
    private readonly TemplateFiller _filler;
    private readonly string _path;

    private FileWriter(Dice dice, Language language)
    {
        _dice = dice;
        _language = language.Block(dice);
        var (role, path) = Split(dice.Pick(language.Paths.AsSpan()));
        _style = FileStyle.Draw(dice, language, role);
        _filler = new(dice, language, _style);
        _path = _filler.Fill(path).ToString();
    }

    public static LabelledText Write(Dice dice, Language language) => new FileWriter(dice, language).Write();

    /// <summary>
    /// A few snippets and nothing around them, as notes, tickets and the samples of a rule hold them: mostly plain text by its path.
    /// </summary>
    public static LabelledText WriteNote(Dice dice, Language language) => new FileWriter(dice, language).WriteNote();

    private LabelledText Write()
    {
        var body = WrapInFrame(_dice.Pick(_language.Frames.AsSpan()), CreateBody(_dice.DrawBetween(3, 14)), Escapes.Keep);
        var end = LineEnds[_style.LineEnd];
        var text = new Fragment().Add(_style.HasByteOrderMark ? "\uFEFF" : "").Add(body.Reindent(_style.Indent))
            .Add(_dice.DrawChance(92) ? "\n" : "");
        var (content, spans) = (end == "\n" ? text : text.Map(c => c == '\n' ? end : c.ToString())).Encode();
        return new(_path, content, spans, _language.Name);
    }

    private LabelledText WriteNote()
    {
        var body = new Fragment();
        for (var remaining = _dice.DrawWeighted([50, 25, 15, 10]); remaining >= 0; remaining--)
        {
            body.Add(CreateSnippet()).Add(remaining > 0 ? _language.Join + "\n" : "");
        }

        var (content, spans) = body.Reindent(_style.Indent).Add(_dice.DrawChance(70) ? "\n" : "").Encode();
        var path = _dice.DrawChance(25) ? _path : Words.PickTerm(_dice) + _dice.DrawBelow(100)
            + _dice.Pick(".txt", ".txt", ".txt", ".md", "", ".log");
        return new(path, content, spans, "note: " + _language.Name);
    }

    private Fragment CreateBody(int pieces)
    {
        var body = new Fragment();
        for (var i = 0; i < pieces; i++)
        {
            body.Add(i == 0 ? "" : _language.Join + "\n").Add(CreatePiece());
        }

        return body;
    }

    private Fragment CreatePiece()
    {
        var comments = _language.Comment.Length > 0;
        return _dice.DrawWeighted([60, _language.Fillers.IsEmpty ? 0 : 28, comments ? 10 : 0, comments ? 5 : 0, comments ? 4 : 0,
            _language.Embeddings.IsEmpty ? 0 : 30]) switch
        {
            0 => CreateSnippet(),
            1 => _filler.Fill(_dice.Pick(_language.Fillers.AsSpan())),
            2 => CreateComment(),
            3 => new Fragment(),
            4 => CreateSnippet().Indent(_language.Comment + _dice.Pick(" ", " ", "")),
            _ => CreateEmbedded(_dice.Pick(_language.Embeddings.AsSpan())),
        };
    }

    private Fragment CreateComment()
    {
        var prefix = _language.Comment == "//" ? _dice.Pick("//", "//", "///", " *", "//  ") : _language.Comment;
        var text = _dice.DrawChance(25) ? _filler.Fill(_dice.Pick(Comments.WithValues.AsSpan()))
            : new Fragment().Add(Prose.CreateSentence(_dice));
        return new Fragment().Add(prefix + " ").Add(text);
    }

    private Fragment CreateSnippet() => _filler.Fill(_dice.Pick(_language.Snippets.AsSpan()));

    /// <summary>Writes some snippets of another language. The file and its style remain the same.</summary>
    private Fragment CreateEmbedded(Embedding embedding)
    {
        var language = Languages.Get(embedding.Inner).Block(_dice);
        var style = FileStyle.Draw(_dice, language, _style.Role) with { User = _style.User, Translations = _style.Translations };
        var filler = new TemplateFiller(_dice, language, style);
        var inner = new Fragment();
        for (var remaining = _dice.DrawBetween(1, 4); remaining > 0; remaining--)
        {
            var table = !language.Fillers.IsEmpty && _dice.DrawChance(30) ? language.Fillers : language.Snippets;
            inner.Add(filler.Fill(_dice.Pick(table.AsSpan()))).Add(remaining > 1 ? language.Join + "\n" : "");
        }

        if (_dice.DrawChance(50))
        {
            inner = WrapInFrame(_dice.Pick(language.Frames.AsSpan()), inner, Escapes.Keep, filler);
        }

        return WrapInFrame(embedding.Frame, embedding.Flat ? inner.Reindent("") : inner, embedding.Escape);
    }

    private Fragment WrapInFrame(string frame, Fragment body, Func<char, string> escape) => WrapInFrame(frame, body, escape, _filler);

    private static Fragment WrapInFrame(string frame, Fragment body, Func<char, string> escape, TemplateFiller filler)
    {
        var index = frame.IndexOf('…', StringComparison.Ordinal);
        var head = filler.Fill(frame[..index]);
        var line = head.ToString()[(head.ToString().LastIndexOf('\n') + 1)..];
        var indent = line[..(line.Length - line.TrimStart(' ').Length)];
        return head.Add(body.Map(escape).IndentRest(indent)).Add(filler.Fill(frame[(index + 1)..]));
    }

    private static (Role Role, string Path) Split(string line)
    {
        var words = line.Split(' ', 2, StringSplitOptions.TrimEntries);
        return (Enum.Parse<Role>(words[0], ignoreCase: true), words[1]);
    }
}
