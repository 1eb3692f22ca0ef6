using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace StsEmulator.Metadata.Http;

/// <summary>The small XHTML pages of the service. No client reads them; tests of other emulators compare them.</summary>
internal sealed class ErrorPage
{
    private ErrorPage(int status, string reason, string encoding, int indent)
    {
        Status = status;
        string one = new(' ', indent), two = new(' ', indent * 2), title = $"{status} - {reason}";
        Body = Encoding.ASCII.GetBytes(string.Join('\n',
            $"""<?xml version="1.0" encoding="{encoding}"?>""",
            """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" """.TrimEnd(),
            "\t\"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd\">",
            """<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en">""",
            $"{one}<head>",
            $"{two}<title>{title}</title>",
            $"{one}</head>",
            $"{one}<body>",
            $"{two}<h1>{title}</h1>",
            $"{one}</body>",
            "</html>"));
    }

    public static ErrorPage BadRequest { get; } = new(400, "Bad Request", "UTF-8", indent: 3);

    public static ErrorPage Unauthorized { get; } = new(401, "Unauthorized", "UTF-8", indent: 3);

    public static ErrorPage Forbidden { get; } = new(403, "Forbidden", "iso-8859-1", indent: 1);

    public static ErrorPage NotFound { get; } = new(404, "Not Found", "iso-8859-1", indent: 1);

    public static ErrorPage MethodNotAllowed { get; } = new(405, "Method Not Allowed", "iso-8859-1", indent: 1);

    /// <summary>Gets the page for a store that does not answer; clients retry it.</summary>
    public static ErrorPage Unavailable { get; } = new(503, "Service Unavailable", "iso-8859-1", indent: 1);

    /// <summary>Makes the page of any status.</summary>
    public static ErrorPage Of(int status) => new(status, ReasonPhrases.GetReasonPhrase(status), "iso-8859-1", indent: 1);

    public int Status { get; }

    public ReadOnlyMemory<byte> Body { get; }
}
