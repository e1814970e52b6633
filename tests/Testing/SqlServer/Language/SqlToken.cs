namespace Mendix.PrivateCloud.Testing.SqlServer.Language;

internal enum SqlTokenKind
{
    /// <summary>A keyword or a name without brackets.</summary>
    Word,

    /// <summary>A name in brackets.</summary>
    Name,

    /// <summary>A variable, with its <c>@</c>.</summary>
    Variable,

    /// <summary>A string literal.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A binary literal; the text is its hexadecimal digits.</summary>
    Binary,

    /// <summary>Punctuation.</summary>
    Symbol,

    /// <summary>Nothing more.</summary>
    End,
}

/// <summary>A piece of a statement, without its quotes.</summary>
internal readonly record struct SqlToken(SqlTokenKind Kind, string Text);
