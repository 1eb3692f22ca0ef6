using System.Text;
using StsEmulator.Metadata.Http;

namespace StsEmulator.Metadata.Tests.Http;

public sealed class ErrorPageTests
{
    [Fact]
    public void The_page_for_an_unknown_path_is_in_the_old_encoding_and_indents_by_one() => Assert.Equal(
        """
        <?xml version="1.0" encoding="iso-8859-1"?>
        <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"
        TAB"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
        <html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en">
         <head>
          <title>404 - Not Found</title>
         </head>
         <body>
          <h1>404 - Not Found</h1>
         </body>
        </html>
        """.Replace("TAB", "\t", StringComparison.Ordinal),
        Encoding.ASCII.GetString(ErrorPage.NotFound.Body.Span));

    [Fact]
    public void The_page_for_a_missing_token_is_in_the_new_encoding_and_indents_by_three() => Assert.Equal(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"
        TAB"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
        <html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en">
           <head>
              <title>401 - Unauthorized</title>
           </head>
           <body>
              <h1>401 - Unauthorized</h1>
           </body>
        </html>
        """.Replace("TAB", "\t", StringComparison.Ordinal),
        Encoding.ASCII.GetString(ErrorPage.Unauthorized.Body.Span));
}
