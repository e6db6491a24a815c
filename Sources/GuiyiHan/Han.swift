internal import CGuiyiHan
