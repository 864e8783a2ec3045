using SecretSentry.Engine.Paths;
using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Candidates;

/// <summary>
/// Reads what stands around an anchor (the stem of a telling name, or a form of its own) and yields the named values there: one grammar for
/// all languages and formats. It looks at no more than <see cref="Reach"/> bytes before and <see cref="ReachBehind"/> behind the anchor, so
/// that it takes linear time and gives the same answer wherever a content is cut. A thorough one takes no short cuts: what tests hold the
/// others to.
/// </summary>
internal ref struct CandidateExtractor(ReadOnlySpan<byte> text, PathFacts path, List<NamedValue> found, bool isThorough = false)
{
    /// <summary>Bytes beside an anchor that are looked at.</summary>
    public const int Reach = 512;

    /// <summary>Bytes behind an anchor that are looked at: the values of a list that stand farther away belong to nothing.</summary>
    public const int ReachBehind = Reach + ValueReader.MaxValue;

    /// <summary>A name is at most so long; a longer run of name characters is data.</summary>
    private const int MaxName = 90;

    /// <summary>Bytes of a name before its stem.</summary>
    private const int MaxBefore = 60;

    /// <summary>Values of one list that are read.</summary>
    private const int MaxItems = 6;

    /// <summary>Arguments behind the first one that are read.</summary>
    private const int MaxArguments = 3;

    private readonly ReadOnlySpan<byte> _whole = text;
    private readonly PathFacts _path = path;
    private readonly List<NamedValue> _found = found;
    private readonly bool _isThorough = isThorough;
    private ReadOnlySpan<byte> _text;
    private ValueReader _reader;

    /// <summary>Takes the content to end where the reach of the anchor at <paramref name="anchor"/> does.</summary>
    private void See(int anchor)
    {
        _text = _whole[..Math.Min(_whole.Length, anchor + ReachBehind)];
        _reader = new(_text, _path, _found);
    }

    /// <summary>
    /// Reads the name around the stem from <paramref name="stem"/> to <paramref name="stemEnd"/>; the offset behind the name comes out.
    /// </summary>
    public int ReadName(int stem, int stemEnd)
    {
        See(stem);
        var start = NameStart(stem);
        var end = NameEnd(stemEnd);
        if (start > 0 && _text[start] == '/' && _text[start - 1] == '<')
        {
            return end; // the end of an element, whose beginning is the name
        }

        if (end - start > MaxName)
        {
            start = Math.Max(start, stem - (MaxBefore / 2));
            if (end - stem > MaxBefore)
            {
                return end;
            }
        }

        var dash = DashOfUnset(start, stemEnd, end);
        end = dash > 0 ? dash : end;
        var after = dash > 0 ? new(ValueOperator.Unset, dash + 1, IsNameQuoted: false, Blanks: 0) : AfterName.Read(_text, end);
        var member = ValueMembers.ValueBehind(_text, end);
        if (_isThorough || NameProspects.MayFollow(_text, start))
        {
            ReadBefore(start, end);
        }

        var mayJoin = _isThorough ? MayJoin(after) : NameProspects.MayHold(_text, start, end, after, _path);
        var (scheme, column) = (AuthorizationSchemes.ValueBehind(_text, start, end), SqlColumns.ValueBehind(_text, start, end));
        var (far, cells, isPair) = (FarValues.Behind(_text, start, end), TableCells.MarkOf(_text, start, end), IsPairNamed(start, end));
        if (member >= 0 || mayJoin || scheme >= 0 || column >= 0 || far.At >= 0 || cells != 0 || isPair
            || PasswordTools.IsTool(_text, start))
        {
            var site = LineSite.Of(_text, start);
            var isOpened = start > 0 && ByteText.IsQuote(_text[start - 1]) && !after.IsNameQuoted && after.Operator == ValueOperator.None;
            var name = new NameSite(start, end, site.IsInString || isOpened, site.IsInComment);
            ReadFar(far, name);
            ReadCells(cells, name);
            if ((!isPair || !TryReadPair(after, name)) && (scheme < 0 || !TryReadScheme(scheme, name)) && !TryReadElsewhere(column, name))
            {
                ReadNamed(name, site, after, member);
            }
        }

        return end;
    }

    /// <summary>A value that stands before its name: what the name is compared with, or the member "value" of the same object.</summary>
    private void ReadBefore(int start, int end)
    {
        if (Comparisons.ValueBefore(_text, start) is { End: > 0 } compared)
        {
            EmitBefore(start, end, compared, ValueOperator.Equal);
        }
        else if (ValueMembers.ValueBefore(_text, start) is { End: > 0 } before)
        {
            EmitBefore(start, end, before, ValueOperator.ValueMember);
        }
        else if (SpokenValues.ValueBefore(_text, start) is { End: > 0 } spoken)
        {
            EmitBefore(start, end, spoken, ValueOperator.Said);
        }
    }

    private void EmitBefore(int start, int end, (int Start, int End) value, ValueOperator op)
    {
        var site = LineSite.Of(_text, start);
        var quote = value.Start > 0 && ByteText.IsQuote(_text[value.Start - 1]) ? new Quotation(1, _text[value.Start - 1], 0, false).Mark
            : QuoteMark.None;
        _reader.Emit(value.Start, value.End, op, new(start, end, site.IsInString && op == ValueOperator.Equal, site.IsInComment), quote, 0,
            ValueWrapper.None);
    }

    /// <summary>A value that a form of its own leads to.</summary>
    private readonly void ReadFar((int At, ValueOperator Operator) far, NameSite name)
    {
        if (far.At >= 0 && far.Operator == ValueOperator.Element)
        {
            _reader.ReadElement(far.At, name);
        }
        else if (far.At >= 0)
        {
            _reader.Read(far.At, far.Operator, name, isBare: false);
        }
    }

    /// <summary>The cells below a name that is the heading of a column; those between commas only in files of tables and texts.</summary>
    private readonly void ReadCells(byte mark, NameSite name)
    {
        if (mark == 0 || (mark != '|' && _path.Kind is not (FileKind.Data or FileKind.Document or FileKind.Bare or FileKind.Unknown)))
        {
            return;
        }

        var column = TableCells.ColumnOf(_text, name.Start, mark);
        var row = TableCells.NextLine(_text, name.End);
        row = TableCells.IsRule(_text, row) ? TableCells.NextLine(_text, row) : row;
        for (var i = 0; i < MaxItems && row < _text.Length && row - name.Start < Reach; i++)
        {
            var cell = TableCells.Cell(_text, row, column, mark);
            if (cell.End <= cell.Start)
            {
                return;
            }

            _reader.Emit(cell.Start, cell.End, ValueOperator.Pipe, name, QuoteMark.None, 0, ValueWrapper.None);
            row = TableCells.NextLine(_text, row);
        }
    }

    private readonly bool IsPairNamed(int start, int end) => LoginPairs.IsNamed(_text[start..end]);

    /// <summary>A user and a password in one value.</summary>
    private bool TryReadPair(AfterName after, NameSite name)
    {
        if (after.Operator is not (ValueOperator.None or ValueOperator.Colon or ValueOperator.Assign) || after.Value >= _text.Length)
        {
            return false;
        }

        var at = after.Operator == ValueOperator.None && Lexing.SaidBehind(_text, after.Value) is > 0 and var said ? said : after.Value;
        at = ByteText.StandsAt(_text, at, "with "u8) ? Lexing.SkipBlanks(_text, at + 5) : at;
        at = after.Operator == ValueOperator.Colon && EndsLine(at, after.Operator)
            && Lexing.NextLineValue(_text, at) is > 0 and var next ? next : at;
        var pair = LoginPairs.At(_text, at, LoginPairs.TakesTightSlash(_text[name.Start..name.End]));
        if (pair.End <= pair.Start)
        {
            return false;
        }

        _reader.Emit(pair.Start, pair.End, ValueOperator.UserColon, new(pair.User, pair.UserEnd, name.IsInString, name.IsInComment),
            QuoteMark.None, 0, ValueWrapper.None);
        return true;
    }

    /// <summary>
    /// The plain form of <see cref="NameProspects"/>: whether anything stands behind the name that may join it to a value.
    /// </summary>
    private readonly bool MayJoin(AfterName after) =>
        after.Operator != ValueOperator.None || after.IsNameQuoted
        || (after.Value < _text.Length && (after.Blanks > 0 || ByteText.IsQuote(_text[after.Value])));

    private readonly int NameStart(int stem) => NameRuns.Start(_text, stem, Math.Max(0, stem - MaxBefore));

    private readonly int NameEnd(int stemEnd)
    {
        var end = NameRuns.EndOfName(_text, stemEnd, Math.Min(_text.Length, stemEnd + MaxName));
        while (end > stemEnd && _text[end - 1] is (byte)'.' or (byte)'-')
        {
            end--;
        }

        return end;
    }

    /// <summary>
    /// <c>${DB_PASSWORD-...}</c>: a shell's variable has no dash in its name; the dash begins what stands for it when it is not set.
    /// </summary>
    private readonly int DashOfUnset(int start, int stemEnd, int end)
    {
        var isBraced = start > 1 && _text[start - 1] == '{' && _text[start - 2] == '$';
        return isBraced && _text[stemEnd..end].IndexOf((byte)'-') is >= 0 and var dash ? stemEnd + dash : -1;
    }

    private void ReadNamed(NameSite name, LineSite line, AfterName after, int member)
    {
        if (after.Operator != ValueOperator.Call && NamesCallOnly(name))
        {
            return;
        }

        if (member >= 0)
        {
            _reader.Read(member, ValueOperator.ValueMember, name, _path.TakesBareValues);
            if (after.Operator is not (ValueOperator.Colon or ValueOperator.Assign))
            {
                return;
            }
        }

        switch (after.Operator)
        {
            case ValueOperator.None:
                ReadBehindBlanks(name, line, after);
                break;
            case ValueOperator.Comma when !after.IsNameQuoted && Comparisons.IsFirstArgument(_text, name.Start):
                _reader.Read(after.Value, ValueOperator.Equal, name, isBare: false);
                break;
            case ValueOperator.Comma when !after.IsNameQuoted && Setters.TakesName(_text, name.Start):
                _reader.Read(after.Value, ValueOperator.Comma, name, isBare: false);
                break;
            case ValueOperator.Comma when !after.IsNameQuoted && !line.IsSymbol:
                break;
            case ValueOperator.Scope when ByteText.StandsAt(_text, after.Value, "new("u8)
                && LoginPairs.IsNamed(_text[name.Start..name.End]):
                ReadLogin(LoginCalls.Argument(_text, after.Value + 4, 1), name);
                break;
            case ValueOperator.Call when LoginCalls.ValueOf(_text, name.End, after.Value) is { } password:
                ReadLogin(password, name);
                break;
            case ValueOperator.Call:
                ReadArguments(name, _reader.Read(after.Value, ValueOperator.Call, name, isBare: false), MaxArguments);
                break;
            case ValueOperator.Element:
                _reader.ReadElement(after.Value, name);
                break;
            case ValueOperator.Colon or ValueOperator.Assign when EndsLine(after.Value, after.Operator):
                ReadNextLine(name, after);
                break;
            case ValueOperator.Assign when _text[name.Start] == '-' && after.Blanks == 0 && _text[after.Value - 1] == ' ':
                break; // an option without a value: the next word is another argument
            default:
                ReadAssigned(name, line, after);
                break;
        }
    }

    /// <summary>
    /// Values that stand far from their names: those of tools, and of the <paramref name="column"/> of a statement unless that is negative.
    /// </summary>
    private readonly bool TryReadElsewhere(int column, NameSite name)
    {
        if (PasswordTools.ValueOf(_text, name.Start, name.End) is { End: > 0 } piped)
        {
            _reader.Emit(piped.Start, piped.End, ValueOperator.UserColon, name, QuoteMark.None, 0, ValueWrapper.None);
            return true;
        }

        if (column >= 0)
        {
            _reader.Read(column, ValueOperator.By, name, isBare: false);
        }

        return column >= 0;
    }

    /// <summary>
    /// Whether the name tells of a credential only when it is called: <c>login("user", "...")</c>; elsewhere it stands beside the name of a
    /// user or a host.
    /// </summary>
    private readonly bool NamesCallOnly(NameSite name) => CalledNames.End(_text[name.Start..name.End]);

    private static readonly WordEnds CalledNames = new(
        "login connect sequelize signin getconnection createconnection mysqli pdo ldap_bind ldap_bind_s simple_bind simple_bind_s "
        + "imap_open createuser create_user create_superuser createsuperuser wifi.begin zugangsdaten");

    private readonly bool EndsLine(int at, ValueOperator op) =>
        at >= _text.Length || ByteText.IsBreak(_text[at]) || (op == ValueOperator.Colon && _text[at] is (byte)'|' or (byte)'>')
            || (op == ValueOperator.Assign && _text[at] == '\\' && at + 1 < _text.Length && ByteText.IsBreak(_text[at + 1]));

    /// <summary>The argument at <paramref name="at"/>, where it is a text.</summary>
    private void ReadLogin(int at, NameSite name)
    {
        if (at >= 0)
        {
            _reader.Read(at, ValueOperator.Login, name, isBare: false);
        }
    }

    private void ReadAssigned(NameSite name, LineSite line, AfterName after)
    {
        if (LoginCalls.StandsAt(_text, after.Value))
        {
            return; // the call has a stem of its own
        }

        if (after.Value < _text.Length && _text[after.Value] is (byte)'(' or (byte)'[' && ByteText.StandsAt(_text, name.End - 4, "auth"u8)
            && LoginCalls.Argument(_text, after.Value + 1, 1) is > 0 and var second)
        {
            ReadLogin(second, name); // auth=("user", "...")
            return;
        }

        var end = _reader.Read(SkipJoinedQuote(after.Value), after.Operator, name, _path.TakesBareValues);
        if (end > 0 && (line.FollowsComma || (after.Value < _text.Length && _text[after.Value] is (byte)'[' or (byte)'{' or (byte)'(')
            || ByteText.Lower(_text[name.End - 1]) == 's'))
        {
            ReadArguments(name, end, MaxItems);
        }
    }

    /// <summary><c>"...password=" + "x"</c>: the quote that ends the text of the name, and what joins the next one.</summary>
    private readonly int SkipJoinedQuote(int at)
    {
        var p = at;
        while (p < _text.Length && _text[p] == '\\')
        {
            p++;
        }

        if (p >= _text.Length || !ByteText.IsQuote(_text[p]))
        {
            return at;
        }

        p = Lexing.SkipBlanks(_text, p + 1);
        if (p >= _text.Length || _text[p] is not ((byte)'+' or (byte)'.' or (byte)'&'))
        {
            return at;
        }

        p = Lexing.SkipBlanks(_text, p + 1);
        return p < _text.Length && ByteText.IsQuote(_text[p]) ? p : at;
    }

    private void ReadArguments(NameSite name, int end, int most)
    {
        for (var i = 0; i < most && end > 0 && Lexing.NextItem(_text, end) is var next && next >= 0; i++)
        {
            end = _reader.Read(next, ValueOperator.Next, name, isBare: false);
        }
    }

    private void ReadNextLine(NameSite name, AfterName after)
    {
        var start = Lexing.NextLineValue(_text, after.Value);
        start = start < 0 && _path.Kind == FileKind.Document && after.Operator == ValueOperator.Colon
            ? Lexing.WordOfNextLine(_text, after.Value) : start;
        if (start < 0 || (_path.TakesBareValues && after.Operator == ValueOperator.Colon && Lexing.IsKeyLine(_text, start)))
        {
            return;
        }

        var end = _reader.Read(start, ValueOperator.NextLine, name, _path.TakesBareValues);
        for (var i = 0; i < MaxItems && end > 0 && _path.TakesBareValues && Lexing.NextListLine(_text, end) is var next && next >= 0; i++)
        {
            end = _reader.Read(next, ValueOperator.NextLine, name, isBare: true);
        }
    }

    private void ReadBehindBlanks(NameSite name, LineSite line, AfterName after)
    {
        if (after.IsNameQuoted)
        {
            if (Lexing.DefaultBehind(_text, name.End) is var value && value >= 0)
            {
                _reader.Read(value, ValueOperator.Default, name, isBare: false);
            }

            return;
        }

        var at = Lexing.SkipFlag(_text, after.Value);
        if (at >= _text.Length || (after.Blanks == 0 && !ByteText.IsQuote(_text[at])))
        {
            return;
        }

        if (ByteText.StandsAt(_text, name.Start, "identified"u8) && Lexing.BehindBy(_text, at) is > 0 and var by)
        {
            _reader.Read(by, ValueOperator.By, name, isBare: true);
        }
        else if (Lexing.SaidBehind(_text, at) is var said && said >= 0)
        {
            _reader.ReadSaid(said, name);
        }
        else if (ByteText.IsQuote(_text[at]) || _text[at] is (byte)'\\' or (byte)'@' || _text[name.Start] == '-')
        {
            _reader.Read(at, ValueOperator.Space, name, _path.TakesBareValues || _text[name.Start] == '-');
        }
        else if ((_path.TakesBareValues || name.IsInString || name.IsInComment) && Lexing.DashBehind(_text, at) is var dash && dash >= 0)
        {
            _reader.ReadSaid(dash, name);
        }
        else if (_path.TakesBareValues || name.IsInString || name.IsInComment)
        {
            ReadLoose(at, name, line, after);
        }
    }

    /// <summary>
    /// A value that blanks alone join: a word is one where it is the first of its line in settings, or the last of one that begins with a
    /// command or tells of a user, or of a line of cells.
    /// </summary>
    private readonly void ReadLoose(int at, NameSite name, LineSite line, AfterName after)
    {
        var isLast = Lexing.IsLastOfLine(_text, at);
        if (after.Blanks > 1 && isLast && _path.Kind == FileKind.Document)
        {
            _reader.ReadLoose(at, name, takesWords: true);
            return;
        }

        var isCommand = LineSite.IsOfCommand(_text, name.Start);
        if (line.MayTakeBlank || isCommand)
        {
            var isFirst = line.IsFirst && _path.Kind is FileKind.Settings or FileKind.Bare;
            _reader.ReadLoose(at, name, isFirst || (isLast && (isCommand || line.IsFirst)));
        }
    }

    private readonly bool TryReadScheme(int start, NameSite name)
    {
        var end = start;
        while (end < _text.Length && end - start < ValueReader.MaxValue && AuthorizationSchemes.IsValue(_text[end]))
        {
            end++;
        }

        if (end - start < AuthorizationSchemes.LeastValue)
        {
            return false;
        }

        _reader.Emit(start, end, ValueOperator.Scheme, name, QuoteMark.None, 0, ValueWrapper.None);
        return true;
    }

    /// <summary>User and password of a URL whose <c>//</c> (or <c>\/\/</c>) ends before <paramref name="at"/>.</summary>
    public void ReadUserInfo(int at)
    {
        See(at);
        var user = at;
        while (user < _text.Length && user - at <= 100 && Lexing.IsUserInfo(_text[user]) && _text[user] is not ((byte)':' or (byte)'@'))
        {
            user++;
        }

        if (user >= _text.Length || _text[user] != ':')
        {
            return;
        }

        var end = user + 1;
        while (end < _text.Length && end - user <= 200 && !ByteText.IsSpace(_text[end])
            && _text[end] is not ((byte)'@' or (byte)'"' or (byte)'\'' or (byte)'`' or (byte)'<' or (byte)'>'))
        {
            end++;
        }

        if (end >= _text.Length || _text[end] != '@' || end - user < 2 || end + 1 >= _text.Length || !Lexing.BeginsHost(_text[end + 1]))
        {
            return;
        }

        EmitLogin(at, user, end);
    }

    /// <summary>The log-in of an address whose host begins behind <paramref name="at"/>: <c>app:...@tcp(db1:3306)</c>.</summary>
    public void ReadLoginBefore(int at)
    {
        See(at);
        var (start, colon, least) = (at, -1, Math.Max(0, at - 200));
        while (start > least && !ByteText.IsSpace(_text[start - 1]) && !ByteText.IsQuote(_text[start - 1])
            && _text[start - 1] is not ((byte)'/' or (byte)'='))
        {
            start--;
            colon = _text[start] == ':' ? start : colon;
        }

        if (colon > start && at - colon > 1)
        {
            EmitLogin(start, colon, at);
        }
    }

    /// <summary>A log-in written with a slash, before an address: <c>jdbc:oracle:thin:app/...@db1</c>.</summary>
    public void ReadUserSlash(int at)
    {
        See(at);
        var slash = at;
        while (slash < _text.Length && slash - at <= 64 && Lexing.IsUserInfo(_text[slash]) && _text[slash] is not ((byte)':' or (byte)'@'))
        {
            slash++;
        }

        var end = slash;
        while (end < _text.Length && end - slash <= 200 && !ByteText.IsSpace(_text[end]) && !ByteText.IsQuote(_text[end])
            && _text[end] != '@')
        {
            end++;
        }

        if (slash > at && end < _text.Length && _text[end] == '@' && _text[slash] == '/' && end - slash > 1)
        {
            EmitLogin(at, slash, end);
        }
    }

    /// <summary>
    /// The password of a line of .pgpass, <c>host:port:database:user:...</c>, whose database begins at <paramref name="at"/>.
    /// </summary>
    public void ReadFields(int at)
    {
        See(at);
        var user = FieldEnd(at) + 1;
        var colon = FieldEnd(user);
        var end = FieldEnd(colon + 1);
        if (colon > user && end > colon + 1 && _text[colon] == ':' && (end == _text.Length || ByteText.IsBreak(_text[end])))
        {
            EmitLogin(user, colon, end);
        }
    }

    /// <summary>The colon or blank that ends a field, or the end of the text.</summary>
    private readonly int FieldEnd(int at)
    {
        var most = Math.Min(_text.Length, at + 100);
        while (at < most && _text[at] != ':' && !ByteText.IsSpace(_text[at]) && !ByteText.IsQuote(_text[at]))
        {
            at++;
        }

        return at;
    }

    /// <summary>A user and, behind a mark of one byte, the password.</summary>
    private void EmitLogin(int user, int userEnd, int end)
    {
        var site = LineSite.Of(_text, user);
        _reader.Emit(userEnd + 1, end, ValueOperator.UserInfo, new(user, userEnd, site.IsInString, site.IsInComment), QuoteMark.None, 0,
            ValueWrapper.None);
    }

    /// <summary>
    /// A log-in behind an option that takes user and password joined by a colon; its blank or sign stands at <paramref name="at"/>.
    /// </summary>
    public void ReadUserColon(int at)
    {
        See(at);
        var user = at + 1;
        if (user < _text.Length && ByteText.IsQuote(_text[user]))
        {
            user++;
        }

        var mark = PasswordCommands.UserMark(_text, at);
        var colon = user;
        while (colon < _text.Length && colon - user <= 80 && !ByteText.IsSpace(_text[colon]) && _text[colon] != mark
            && _text[colon] is not ((byte)':' or (byte)'"' or (byte)'\'' or (byte)'@'))
        {
            colon++;
        }

        if (colon >= _text.Length || _text[colon] != mark || colon == user)
        {
            return;
        }

        var end = colon + 1;
        while (end < _text.Length && end - colon <= 200 && !ByteText.IsSpace(_text[end])
            && _text[end] is not ((byte)'"' or (byte)'\'' or (byte)'@' or (byte)'`'))
        {
            end++;
        }

        if (end - colon > 2)
        {
            var site = LineSite.Of(_text, user);
            _reader.Emit(colon + 1, end, ValueOperator.UserColon, new(user, colon, site.IsInString, site.IsInComment), QuoteMark.None, 0,
                ValueWrapper.None);
        }
    }

    /// <summary>
    /// The value of a one-letter option that some commands take a password with; the letter stands before <paramref name="at"/>.
    /// </summary>
    public void ReadShortOption(int at)
    {
        See(at);
        var isItem = at < _text.Length && ByteText.IsQuote(_text[at]) && Lexing.NextItem(_text, at + 1) > 0; // "-p", "..."
        var start = isItem ? Lexing.NextItem(_text, at + 1) : at < _text.Length && _text[at] == ' ' ? at + 1 : at;
        start += start < _text.Length && ByteText.IsQuote(_text[start]) ? 1 : 0;
        var end = start;
        while (end < _text.Length && end - start <= 100 && !ByteText.IsSpace(_text[end]) && !ByteText.IsQuote(_text[end]))
        {
            end++;
        }

        if (end - start < 3 || _text[start] == '-' || !PasswordCommands.StandsBefore(_text, at))
        {
            return;
        }

        var site = LineSite.Of(_text, at - 1);
        _reader.Emit(start, end, ValueOperator.ShortOption, new(at - 2, at, site.IsInString, site.IsInComment), QuoteMark.None, 0,
            ValueWrapper.None);
    }

    /// <summary>
    /// The password of a command that takes it as a word of its own, or from what is echoed into it; its name begins at
    /// <paramref name="at"/>.
    /// </summary>
    public void ReadCommand(int at)
    {
        See(at);
        var (name, value) = PasswordTools.OfCommand(_text, at);
        if (value.End > value.Start)
        {
            var site = LineSite.Of(_text, at);
            var command = new NameSite(at, name, site.IsInString, site.IsInComment);
            _reader.Emit(value.Start, value.End, ValueOperator.UserColon, command, QuoteMark.None, 0, ValueWrapper.None);
        }
    }
}
