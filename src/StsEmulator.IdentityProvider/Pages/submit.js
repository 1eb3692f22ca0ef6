document.getElementById("submits-itself")?.submit();
